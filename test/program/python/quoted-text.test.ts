import { expect, it } from 'vitest';
import { quotedEnd } from '../../../src/program/python/quoted-text.js';

it.each([
  ["'a' b", "'", { stop: 2, isClosed: true }],
  [String.raw`'a\'b'`, "'", { stop: 5, isClosed: true }],
  ["'a\nb'", "'", { stop: 2, isClosed: false }],
  ['"""a"b\n""" c', '"""', { stop: 7, isClosed: true }],
  ["'''a", "'''", { stop: 4, isClosed: false }],
  ["'a", '?', { stop: 1, isClosed: false }],
])('ends %j', (text, quotes, end) => {
  expect(quotedEnd(text, quotes, quotes.length)).toEqual(end);
});
