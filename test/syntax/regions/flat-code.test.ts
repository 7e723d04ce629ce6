import { expect, test } from 'vitest';
import { parseScript } from '../../../src/syntax/index.js';
import { flatCode } from '../../../src/syntax/regions/flat-code.js';

function cellsOf(text: string): string[] {
  const program = parseScript(text);
  if (!program) throw new Error('the sample does not parse');
  return flatCode(program).cells.map(({ start, end }) => text.slice(start, end));
}

const LONG = `x("${'long '.repeat(500)}")`;

test.each<[string, string, string[]]>([
  ['statements', 'f();function g(){h()}', ['f()', 'function g(){h()}']],
  ['declarators', 'var a=1,b=f();', ['a=1', 'b=f()']],
  ['elements of a sequence', 'a(),b();', ['a()', 'b()']],
  ['exported ones', 'export const a=1;', ['a=1']],
  ['those of a long function that runs at once', `(()=>{f();${LONG}})()`, ['f()', LONG]],
  ['nested', `!function(){var a=(()=>{f();${LONG}})()}()`, ['f()', LONG]],
  ['a short function that runs at once is one', '(()=>{f();g()})()', ['(()=>{f();g()})()']],
])('%s', (_name, text, expected) => {
  expect(cellsOf(text)).toEqual(expected);
});
