import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { keywordFinder } from '../../../src/signatures/text/keyword-finder.js';

const find = (keywords: readonly string[], text: string) =>
  [...keywordFinder(keywords)(Buffer.from(text))].sort();

it('finds what a plain search for each keyword finds, overlapping or not', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é', '('), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(word, { maxLength: 6 }),
      fc.string({ unit: fc.constantFrom('a', 'b', '.', 'é', '('), maxLength: 40 }),
      (words, text) => {
        expect(find(words, text)).toEqual([...new Set(words)].filter((one) => text.includes(one)).sort());
      },
    ),
    { numRuns: 2_000 },
  );
});

it('characters that mean something in a pattern are literal', () => {
  expect(find(['a.b', '(', '\\'], 'axb (\\')).toEqual(['(', '\\']);
});

it.each([
  [['ab', 'b'], 'ab', ['ab', 'b']],
  [['abcd', 'bc', 'c'], 'abcx', ['bc', 'c']],
])('finds %j in %j, where one ends inside another', (words, text, expected) => {
  expect(find(words, text)).toEqual(expected);
});

it('finds every place in a file that is searched in halves', () => {
  const unit = fc.constantFrom('a', 'b', '.');
  const word = fc.string({ unit, minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.string({ unit, minLength: 2_040, maxLength: 2_200 }),
      (words, text) => {
        const found = keywordFinder(words)(Buffer.from(text));
        for (const one of words) {
          const places = Array.from(text, (_, at) => at).filter((at) => text.startsWith(one, at));
          expect(found.startsOf?.(one)).toEqual(places);
          expect(found.has(one)).toBe(places.length > 0);
        }
      },
    ),
    { numRuns: 200 },
  );
});
