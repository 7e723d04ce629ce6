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
