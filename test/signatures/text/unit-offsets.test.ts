import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { unitOffsets } from '../../../src/signatures/text/unit-offsets.js';

it('counts the code units before the first byte of each character', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '€', '😀', '\uFEFF'), maxLength: 600 });
  fc.assert(
    fc.property(text, (whole) => {
      const unitAt = unitOffsets(Buffer.from(whole));
      const counted = Array.from({ length: whole.length + 1 }, (_, units) => whole.slice(0, units))
        .filter((before) => before.isWellFormed())
        .map((before) => [unitAt(Buffer.byteLength(before)), before.length]);
      expect(counted.map(([units]) => units)).toEqual(counted.map(([, length]) => length));
    }),
    { numRuns: 30 },
  );
});
