import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { claimAt, fillGaps } from '../../src/evidence/claims.js';
import type { Claim } from '../../src/evidence/build-evidence.js';
import { FIRST_PARTY, GENERATED, type Owner } from '../../src/evidence/source-owner.js';

/** Sorted claims without overlaps, from cuts of a text of 60. */
function claimsOf(owner: Owner): fc.Arbitrary<Claim[]> {
  return fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 }).map((cuts) => {
    const sorted = cuts.toSorted((a, b) => a - b);
    return sorted.flatMap((start, index) => {
      const end = sorted[index + 1];
      return end === undefined || index % 2 === 1 ? [] : [{ start, end, owner }];
    });
  });
}

function ownerAt(claims: readonly Claim[], at: number): Owner | undefined {
  return claims.find(({ start, end }) => start <= at && at < end)?.owner;
}

it('gives every position to the stronger, else to the weaker claim', () => {
  fc.assert(
    fc.property(claimsOf(FIRST_PARTY), claimsOf(GENERATED), (stronger, weaker) => {
      const filled = fillGaps(stronger, weaker);
      for (let at = 0; at <= 60; at += 1) {
        const owner = ownerAt(stronger, at) ?? ownerAt(weaker, at);
        expect(ownerAt(filled, at)).toBe(owner);
        expect(claimAt(filled, at)?.owner).toBe(owner);
      }
      expect(
        filled.filter(({ start, end }, index) => start >= end || start < (filled[index - 1]?.end ?? 0)),
      ).toEqual([]);
    }),
  );
});
