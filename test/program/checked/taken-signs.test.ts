import { expect, test } from 'vitest';
import { takesOut } from '../../../src/program/checked/taken-signs.js';

test.each([
  [String.raw`\/`, '/'],
  [String.raw`[\\/]`, '/'],
  [String.raw`[\\/]+`, '/'],
  [String.raw`\.\.|\/`, '/'],
  [String.raw`[\r\n]`, '\n'],
  [String.raw`[\r\n]+`, '\n'],
  [String.raw`\r?\n`, '\n'],
  [String.raw`\r\n|\r|\n`, '\n'],
  [String.raw`(?:\r\n|\n)+`, '\n'],
  [String.raw`\s+`, '\n'],
  [String.raw`[^\w.]`, '/'],
  [String.raw`[<>&"']`, '<'],
  [String.raw`\x0a`, '\n'],
])('%s takes %j out', (pattern, sign) => {
  expect(takesOut(pattern, sign)).toBe(true);
});

test.each([
  [String.raw`\.\.\/`, '/'],
  [String.raw`\.\.[\\/]`, '/'],
  [String.raw`\/+$`, '/'],
  [String.raw`^\/`, '/'],
  [String.raw`(\.\.\/)+`, '/'],
  [String.raw`(?:a|\/b)`, '/'],
  [String.raw`\n\n`, '\n'],
  [String.raw`\/{2}a`, '/'],
  [String.raw`[^/]`, '/'],
  [String.raw`(?<=a)\/`, '/'],
  ['', '/'],
  ['[', '/'],
])('%s leaves %j somewhere', (pattern, sign) => {
  expect(takesOut(pattern, sign)).toBe(false);
});
