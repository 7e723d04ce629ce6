import { expect, it } from 'vitest';
import { BoundedParser, TooManyNodes } from '../../src/syntax/bounded-parser.js';

function parse(text: string): unknown {
  return new BoundedParser({ ecmaVersion: 'latest', sourceType: 'module' }, text).parse();
}

it.each([
  ['statements', ';'.repeat(2_800_000)],
  ['elements', `[${'a,'.repeat(2_800_000)}]`],
])('ends where there are too many %s', (_, text) => {
  expect(() => parse(text)).toThrow(TooManyNodes);
});

it('counts nodes, not characters', () => {
  expect(parse(`"${';'.repeat(2_800_000)}"`)).toMatchObject({ type: 'Program' });
});

it('accepts names that are declared twice, or exported and missing', () => {
  expect(parse('let a; let a; var a; export { b };')).toMatchObject({ type: 'Program' });
});

it.each([
  ['templates', '`${', '}`'],
  ['calls', 'a(', ')'],
  ['lists', '[', ']'],
])('throws the RangeError of a stack overflow: %s inside each other', (_, open, close) => {
  expect(() => parse(open.repeat(50_000) + close.repeat(50_000))).toThrow(RangeError);
});
