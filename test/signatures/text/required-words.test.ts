import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, it } from 'vitest';
import { requiredWords } from '../../../src/signatures/text/required-words.js';
import { PATTERN, SEARCHED_TEXT } from '../../support/pattern-arbitraries.js';

it('finds a word in every text that the pattern matches', () => {
  const seen = { found: 0, passedOver: 0 };
  fc.assert(
    fc.property(PATTERN, SEARCHED_TEXT, (source, text) => {
      const words = requiredWords(source);
      const isMatch = RE2JS.compile(source, RE2JS.MULTILINE).matcher(text).find();
      // Without words everything is looked at.
      const mayMatch = words?.test(text) ?? true;
      expect(mayMatch || !isMatch).toBe(true);
      if (words && isMatch) seen.found += 1;
      if (!mayMatch) seen.passedOver += 1;
    }),
    { numRuns: 10_000 },
  );
  expect(seen.found).toBeGreaterThan(50);
  expect(seen.passedOver).toBeGreaterThan(50);
});

it.each([
  ['the longest of a sequence', String.raw`\w+ab.abc`, 'abc'],
  ['one of each branch', '(?:abc|d+ef)x?', 'abc|ef'],
  ['both cases of a letter', '(?i)ab', '[Aa][Bb]'],
  ['across an edge', String.raw`a\bb`, 'ab'],
])('%s', (_, source, words) => {
  expect(
    requiredWords(source)?.source.replaceAll(/\\u\{([\da-f]+)\}/g, (__, hex: string) =>
      String.fromCodePoint(Number.parseInt(hex, 16)),
    ),
  ).toBe(words);
});

it.each([['a?'], ['a|.'], ['[a-z]'], [String.raw`\b`], ['(?:ab)*']])('none of %s', (source) => {
  expect(requiredWords(source)).toBeNull();
});
