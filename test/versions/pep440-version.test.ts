import { expect, test } from 'vitest';
import { comparePublic, firstOf, isEarly, parsePep440 } from '../../src/versions/pep440-version.js';

function parse(text: string) {
  const version = parsePep440(text);
  if (!version) throw new Error(`${text} is no version`);
  return version;
}

test.each([
  ['1.0+a', '1.0+b', 0],
  ['1.0+a', '1.0', 0],
  ['1.0.post1', '1.0', 1],
])('the public parts of %s and %s have order %i', (a, b, expected) => {
  expect(Math.sign(comparePublic(parse(a), parse(b)))).toBe(expected);
});

test.each([
  ['1.0', '1.0.dev0'],
  ['1.0.post2', '1.0.post2.dev0'],
])('the first version of %s is %s', (text, expected) => {
  expect(comparePublic(firstOf(parse(text)), parse(expected))).toBe(0);
  expect(isEarly(firstOf(parse(text)))).toBe(true);
});
