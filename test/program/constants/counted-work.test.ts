import { expect, test } from 'vitest';
import { readableCopy } from '../../../src/program/index.js';

/** Whether a script's text is computed that takes a call of a method so often. */
function isComputed(dear: string, times: number): boolean {
  const text = `var _0x12ab = 1;
function f() {
  var text = 'ab'.repeat(9000), list = text.split(''), i = 0, made;
  while (i < ${times}) { made = ${dear}; i++; }
  return 'done' + i;
}
g(f() + '!');`;
  return readableCopy(text)?.text.includes(`"done${times}!"`) ?? false;
}

test.each([
  'list.slice(0)',
  'list.concat(list.slice(1, 2))',
  'Array.from(text)',
  "Buffer.from(text, 'base64')",
  "list.join('')",
  "text.split('')",
  "list.indexOf('c')",
  "text.slice(0, 1990).replace(/a*c/g, '')",
])('%s is computed, but not for ever', (dear) => {
  expect([isComputed(dear, 2), isComputed(dear, 20_000)]).toEqual([true, false]);
});

test.each([
  "list.unshift('a', 'b', 'c')",
  "list.splice(0, 0, 'a', 'b', 'c')",
  'list.push(...list)',
  '[list, list].flat()',
  'list.concat(list)',
])('%s makes no list without an end', (growing) => {
  expect(isComputed(growing, 2000)).toBe(false);
});

test.each([
  ['texts that many places compute', `var t = 'x'.repeat(19000);${'f(t + "a");'.repeat(3000)}`],
  ['code that many places run', `var t = 'g();'.repeat(4000);${'eval(t + "a");'.repeat(300)}`],
])('%s make no copy without an end', (_, code) => {
  const copy = readableCopy(`var _0x12ab = 1;${code}`);
  expect(copy?.text.length).toBeGreaterThan(code.length);
  expect(copy?.text.length).toBeLessThan(1_000_000);
});

test.each([
  ['a{0,90}'.repeat(4), false],
  [`${'a?'.repeat(30)}${'a'.repeat(30)}`, false],
  ['(?:a|b)c', true],
  ['[a-z]+', true],
  [String.raw`\*\?`, true],
])('a text that %s changes is computed: %s', (pattern, isKnown) => {
  const text = `var _0x12ab = 1;f('${'a'.repeat(1500)}'.replace(/${pattern}x/, '') + 'b');`;
  expect(readableCopy(text) !== null).toBe(isKnown);
});
