import { describe, expect, it, test } from 'vitest';
import { parseExpression, parseScript, readScript } from '../../src/syntax/index.js';

describe('parseScript', () => {
  it.each([
    ['a module', 'import x from "y"; export default x; await x;'],
    ['a script that is no module', 'with (a) { b }; var c = 010;'],
    ['a hashbang', '#!/usr/bin/env node\nreturn 1'],
    ['nothing', ''],
    ['names that are declared twice, or not at all', 'let a; let a; export { b };'],
    ['`new.target` at the top of a CommonJS file', 'const wrapped = new.target;'],
    ['names that are declared or exported twice', 'let a; let a; export { a }; export { a };'],
  ])('reads %s', (_, text) => {
    expect(parseScript(text)?.type).toBe('Program');
  });

  it.each([
    ['no JavaScript', 'def f(): pass'],
    ['a hundred thousand brackets', '['.repeat(100_000)],
    ['a hundred thousand parentheses', '('.repeat(100_000)],
    ['a hundred thousand arrows', 'a=>'.repeat(100_000)],
    ['a hundred thousand conditions', 'a?'.repeat(100_000)],
  ])('%s gives none, and no crash', (_, text) => {
    expect(parseScript(text)).toBeNull();
  });
});

it.each([
  ['is neither module nor script', 'def f(): pass', 'malformed'],
  ['is longer than 12 MB', `a = "${'x'.repeat(12 * 1024 * 1024)}"`, 'too-large'],
  ['is nothing but nodes', ';'.repeat(2_800_000), 'too-large'],
])('readScript gives the reason for text without a tree that %s', (_, text, why) => {
  expect(readScript(text)).toBe(why);
});

test.each<[what: string, text: string, end: number | null]>([
  ['an expression, whatever follows it', '{"a"(e){return 1}}),b=2]]', 18],
  ['octal literals', '[010]', 5],
  ['none', ')', null],
])('an expression: %s', (_what, text, end) => {
  expect(parseExpression(text)?.end ?? null).toBe(end);
});
