import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { globIndex } from '../../../src/signatures/text/glob-index.js';
import { fitsGlob } from '../../../src/signatures/text/glob.js';

const segment = fc.string({ unit: fc.constantFrom('a', 'b', '.'), minLength: 1, maxLength: 3 });
const path = fc.array(segment, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const starred = fc.string({ unit: fc.constantFrom('a', '.', '*'), minLength: 1, maxLength: 3 });
const glob = fc
  .tuple(fc.constantFrom('', '/'), fc.array(starred, { minLength: 1, maxLength: 2 }))
  .map(([root, parts]) => root + parts.join('/'));

it('names the lists that hold a glob which fits, as trying them one by one does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(glob, { maxLength: 3 }), { maxLength: 5 }),
      fc.array(path),
      path,
      (lists, others, asked) => {
        const expected = lists.flatMap((globs, index) => (fitsGlob(asked, globs) ? [index] : []));
        const index = globIndex(lists, (numbers) => numbers);
        for (const known of others) index(known);
        expect(index(asked)).toEqual(expected);
      },
    ),
    { numRuns: 2_000 },
  );
});

it('distinguishes a name at the root from the same name below', () => {
  const index = globIndex([['/package.json'], ['package.json'], ['*.json']], (numbers) => numbers);
  expect(index('package.json')).toEqual([0, 1, 2]);
  expect(index('lib/package.json')).toEqual([1, 2]);
});
