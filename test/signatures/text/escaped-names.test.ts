import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { escapedNames, withEscapedNames } from '../../../src/signatures/text/escaped-names.js';

it.each<[text: string, names: readonly [number, string][]]>([
  [String.raw`\u0065val(x)`, [[0, 'eval']]],
  [String.raw`a=ev\u{61}l(x)`, [[2, 'eval']]],
  [String.raw`globalThis["e\x76al"](x)`, [[12, 'eval']]],
  [String.raw`\u{000000065}v\u0061\u006C`, [[0, 'eval']]],
  [String.raw`"\x1b[0m" + "\u2028" + "\u00e9" + /\d\x20/`, []],
  [
    String.raw`\u0065val;\u0065xec`,
    [
      [0, 'eval'],
      [10, 'exec'],
    ],
  ],
])('%s', (text, names) => {
  expect(escapedNames(text).map(({ start, name }) => [start, name])).toEqual(names);
});

it('a keyword is found however many of its letters are escaped', () => {
  const find = withEscapedNames(['eval']);
  const letters = fc.tuple(
    ...Array.from('eval', (letter) => {
      const hex = letter.charCodeAt(0).toString(16);
      return fc.constantFrom(
        letter,
        `\\u00${hex}`,
        `\\u{${hex}}`,
        `\\u{000${hex.toUpperCase()}}`,
        `\\x${hex}`,
      );
    }),
  );
  fc.assert(
    fc.property(letters, (spelled) => {
      expect(find(Buffer.from(`x; ${spelled.join('')}(y)`)).has('eval')).toBe(true);
    }),
  );
});

it.each([
  String.raw`\u{${'0'.repeat(500)}65}val(x)`,
  String.raw`\\u0065val`,
  String.raw`'\\' + \x65val`,
  `x${'\\'.repeat(3)}x65val`,
])('the name in %s is found as in the decoded text', (text) => {
  const isThere = escapedNames(text).some(({ name }) => name === 'eval');
  expect(withEscapedNames(['eval'])(Buffer.from(text)).has('eval')).toBe(isThere);
});
