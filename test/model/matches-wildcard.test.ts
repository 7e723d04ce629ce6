import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesWildcard } from '../../src/model/matches-wildcard.js';

test('matching agrees with a regular expression', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
  const name = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 8 });
  fc.assert(
    fc.property(pattern, name, (glob, text) => {
      const expected = new RegExp(`^${glob.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(text);
      expect(matchesWildcard(glob, text)).toBe(expected);
    }),
  );
});
