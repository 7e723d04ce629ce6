import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FewSet } from '../../../src/program/flow/few-set.js';

describe('a set of few members', () => {
  it('holds what a `Set` holds, in its order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (added) => {
        const [few, set] = [new FewSet<number>(), new Set<number>()];
        for (const each of added) {
          few.add(each);
          set.add(each);
        }
        expect([...few]).toEqual([...set]);
        expect(few.size).toBe(set.size);
        expect(Array.from({ length: few.size }, (_, index) => few.at(index))).toEqual([...set]);
        for (let each = 0; each <= 20; each += 1) expect(few.has(each)).toBe(set.has(each));
      }),
    );
  });

  it.each([1, 2, 3, 8, 20])('gives members that are added while somebody goes through %i', (count) => {
    const few = new FewSet<number>();
    few.add(0);
    const seen: number[] = [];
    for (const each of few) {
      seen.push(each);
      if (each < count) few.add(each + 1);
    }
    expect(seen).toEqual(Array.from({ length: count + 1 }, (_, index) => index));
  });
});
