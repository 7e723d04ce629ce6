import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScript } from '../../src/syntax/parse-script.js';
import { readAround } from '../../src/syntax/read-around.js';
import { walkNodes } from '../../src/syntax/walk-nodes.js';
import { withLimit } from '../support/lowered-limit.js';

/** Texts of the calls that a tree holds. */
function callsIn(text: string, place = 0): string[] {
  const { program } = readAround(text, [{ start: place, end: place + 1 }]);
  const nodes = program ? [...walkNodes(program)] : [];
  return nodes
    .filter(({ type }) => type === 'CallExpression')
    .map(({ start, end }) => text.slice(start, end));
}

function unreadOf(text: string): string[] {
  return readAround(text, []).unread.map(({ start, end }) => text.slice(start, end));
}

describe('readAround', () => {
  it('gives the tree of a text that parses, at its positions', () => {
    expect(callsIn('a(1);\n{ b(2) }')).toEqual(['b(2)', 'a(1)']);
    expect(unreadOf('a(1);\n{ b(2) }')).toEqual([]);
  });

  it('leaves out statements that are far from every place', () => {
    const text = `a(1);\n${' '.repeat(100_000)}\nb(2);`;
    expect(callsIn(text, text.length - 1)).toEqual(['b(2)']);
  });

  it.each([
    ['a(1); x y; b(2);', ['x y;']],
    ['a(1)\nx |> y\nb(2)', ['x |> y']],
    ['a(1)\nfunction f() { x y; b(2) }', ['x y;']],
    ['a(1)\n@d class X {}\nb(2)', ['d class X {}']],
    ['a(1)\n}\nb(2)', ['}']],
    ['a(1)\nimport defer * as x from "x"\nb(2)', ['import defer * as x from "x"']],
  ])('continues behind text that does not parse in %j', (text, unread) => {
    expect(unreadOf(text)).toEqual(unread);
    expect(callsIn(text).sort()).toEqual(['a(1)', 'b(2)']);
  });
});

const PIECES = [
  'a(1);\n',
  'if (b) { c(2) }\n',
  'd y;\n',
  'e |> f(3);\n',
  'var g = `${h(4)}`;\n',
  '@i\n',
  '}\n',
  'j(\n',
];

it('reads all that parses, or reports what it did not read', () => {
  assert(
    property(array(constantFrom(...PIECES), { maxLength: 20 }), (pieces) => {
      const text = pieces.join('');
      const { program, unread } = readAround(text, [{ start: 0, end: text.length }]);
      expect(parseScript(text) === null || unread.length === 0).toBe(true);
      const calls = program ? [...walkNodes(program)].filter(({ type }) => type === 'CallExpression') : [];
      for (const { index } of text.matchAll(/a\(1\);/g)) {
        const isRead = calls.some(({ start }) => start === index);
        expect(isRead || unread.some(({ start, end }) => start <= index && index < end)).toBe(true);
      }
    }),
    { numRuns: 1000 },
  );
});

it('reads nothing of a text in which more statements do not parse than the limit', async () => {
  const text = 'a b;\n'.repeat(20);
  expect(readAround(text, []).unread).toHaveLength(20);
  await withLimit('script-repairs', 2, () => {
    expect(readAround(text, [])).toEqual({ program: null, unread: [{ start: 0, end: text.length }] });
  });
});
