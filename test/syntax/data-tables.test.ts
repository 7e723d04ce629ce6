import { expect, test } from 'vitest';
import { dataTables, parseScript } from '../../src/syntax/index.js';

/** Entries of a table, `count` of them. */
function entries(count: number, value: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `"text/x-${at}":${value(at)}`).join();
}

const TABLE = `{${entries(400, (at) => `{source:"iana",extensions:["x${at}"],charset:!0,n:-${at}}`)}}`;
const BACKTICKS = `{${entries(400, (at) => `\`word ${at}\``)}}`;
const LIST = `[${Array.from({ length: 400 }, (_, at) => `{name:"n${at}",more:[1,2]}`).join()}]`;
const JSON_TEXT = `{${entries(400, (at) => `{"source":"iana ${at}"}`)}}`;
const NUMBERS = Array.from({ length: 2000 }, (_, at) => at % 256).join();

/** The parts of a text that are recognised as data. */
function tablesIn(text: string): string[] | null {
  const program = parseScript(text);
  return program && dataTables(program).map(({ start, end }) => text.slice(start, end));
}

test.each<[what: string, text: string, tables: string[]]>([
  ['an object', `m.exports=${TABLE}`, [TABLE]],
  ['one whose words are templates', `m.exports=${BACKTICKS}`, [BACKTICKS]],
  ['a list of objects', `var a=f(${LIST})`, [LIST]],
  ['several in code', `var a=${TABLE};function f(){return ${LIST}}`, [TABLE, LIST]],
  ['inside an object that has code', `x={a:${TABLE},b(){}}`, [TABLE]],
  ['JSON in a string', `m.exports=JSON.parse('${JSON_TEXT}')`, [`JSON.parse('${JSON_TEXT}')`]],
  ['none that is small', 'x={a:{b:["c"]}}', []],
  ['none with code', `x={${entries(400, () => '()=>1')}}`, []],
  ['none with values from elsewhere', `x={${entries(400, () => 'y')}}`, []],
  ['none with lists of what is elsewhere', `x={${entries(400, () => '[y]')}}`, []],
  ['none whose keys are computed', `x={${entries(400, () => '1')},[f()]:2}`, []],
  ['none of long strings: they may be code', `x={a:"${'y'.repeat(5000)}"}`, []],
  ['none of long rows of numbers: they may be WebAssembly', `x={a:[${NUMBERS}]}`, []],
  ['none of words alone: an obfuscator may have made them', `x=["${'word","'.repeat(1000)}"]`, []],
  ['no JSON of long strings', `JSON.parse('{"a":"${'y'.repeat(5000)}"}')`, []],
  ['no JSON of words alone', `JSON.parse('["${'word","'.repeat(1000)}"]')`, []],
  ['no JSON of bytes', `JSON.parse('{"a":[${NUMBERS}]}')`, []],
  ['no JSON that is none', `JSON.parse('{"a":${'y'.repeat(5000)}')`, []],
])('%s', (_what, text, tables) => {
  expect(tablesIn(text)).toEqual(tables);
});
