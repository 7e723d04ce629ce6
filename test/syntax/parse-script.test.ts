import { describe, expect, it, test } from 'vitest';
import { parseExpression, parseScript } from '../../src/syntax/index.js';

describe('parseScript', () => {
  it.each([
    ['a module', 'import x from "y"; export default x; await x;'],
    ['a script that is no module', 'with (a) { b }; var c = 010;'],
    ['a hashbang', '#!/usr/bin/env node\nreturn 1'],
    ['nothing', ''],
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

test.each<[what: string, text: string, end: number | null]>([
  ['an expression, whatever follows it', '{"a"(e){return 1}}),b=2]]', 18],
  ['octal literals', '[010]', 5],
  ['none', ')', null],
])('an expression: %s', (_what, text, end) => {
  expect(parseExpression(text)?.end ?? null).toBe(end);
});
