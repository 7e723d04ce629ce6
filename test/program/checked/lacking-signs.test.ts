import { expect, test } from 'vitest';
import {
  findsUp,
  lackingInWhole,
  lackingText,
  lackingWithout,
  lacksAll,
} from '../../../src/program/checked/lacking-signs.js';

test.each([
  ['^[\\w .-]{1,64}$', '/<\n;', true],
  ['^[^\\s@]+@[^\\s@]+$', '\n', true],
  ['^[^\\s@]+@[^\\s@]+$', '<', false],
  ['^.{1,40}$', '\n', false],
  ['^(?:[a-z]+|\\d{2,4})$', '/', true],
  ['^a$|^.*$', '/', false],
  ['^(?=.*a)[a-z/]+$', '<', false],
  ['[a-z]+$', '/', false],
])('a text that fits %s lacks %j: %s', (pattern, signs, isLacking) => {
  expect(lacksAll(lackingInWhole(pattern) ?? '', signs)).toBe(isLacking);
});

test.each([
  ['[\\r\\n]', '\n', true],
  ['[<>"]', '<"', true],
  ['\\.\\.|\\/', '/', true],
  ['^\\/', '/', false],
  ['\\r\\n', '\n', false],
])('a text in which %s finds nothing lacks %j: %s', (pattern, signs, isLacking) => {
  expect(lacksAll(lackingWithout(pattern) ?? '', signs)).toBe(isLacking);
});

test('the text of a sign, and of more', () => {
  expect(lackingText('\n')).toBe('lacks:\n');
  expect(lackingText('..')).toBeNull();
});

test.each([
  ['\\.\\.', true],
  ['\\.{2}|~', true],
  ['[./]', true],
  ['\\.\\.\\/', false],
  ['^\\.\\.', false],
])('%s finds each step up: %s', (pattern, isFound) => {
  expect(findsUp(pattern)).toBe(isFound);
});
