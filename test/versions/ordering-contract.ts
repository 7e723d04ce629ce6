import { readFileSync } from 'node:fs';
import { array, assert, property, type Arbitrary } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderingOf } from '../../src/ecosystems/index.js';
import type { VersionOrdering } from '../../src/versions/index.js';

export interface OrderingFacts {
  /** OSV's name of the ecosystem that has the ordering. */
  readonly ecosystem: string;
  readonly invalid: readonly string[];
  /** Versions, and whether each comes before a release. */
  readonly early: readonly (readonly [string, boolean])[];
  /** Ranges, and versions with whether they are in it; null where the text is no range. */
  readonly ranges: readonly (readonly [range: string, version: string, isIn: boolean | null])[];
  readonly version: Arbitrary<string>;
}

/** Properties of every ordering; its lines are in `fixtures/versions/<id>.txt`. */
export function describeOrdering(ordering: VersionOrdering, facts: OrderingFacts): void {
  const file = new URL(`../../fixtures/versions/${ordering.id}.txt`, import.meta.url);
  const pairs = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => line.split(' ') as [string, '<' | '=', string]);

  describe(`the order of ${facts.ecosystem}`, () => {
    it('is the one of its packages', () => expect(orderingOf(facts.ecosystem)).toBe(ordering));

    it.each(pairs)('%s %s %s', (left, sign, right) => {
      const [forth, back] = [ordering.compare(left, right), ordering.compare(right, left)];
      expect([Math.sign(forth ?? NaN), Math.sign(back ?? NaN)]).toEqual(sign === '<' ? [-1, 1] : [0, 0]);
    });

    it.each(['', ' ', 'latest', '__proto__', '١.٢', '>=1.0', `1.${'0'.repeat(300)}`, ...facts.invalid])(
      'has no place for %j',
      (text) => {
        expect([ordering.isValid(text), ordering.compare(text, '1.0'), ordering.isPrerelease(text)]).toEqual([
          false,
          null,
          false,
        ]);
      },
    );

    it.each(facts.early)('%s comes before a release: %s', (text, expected) => {
      expect(ordering.isPrerelease(text)).toBe(expected);
    });

    it.each(facts.ranges)('%s and %s: %s', async (range, version, expected) => {
      expect((await ordering.readRange(range))?.(version) ?? null).toBe(expected);
    });

    it('is antisymmetric and transitive', () => {
      assert(
        property(array(facts.version, { minLength: 3, maxLength: 3 }), (three) => {
          const [a, b, c] = three.sort((x, y) => ordering.compare(x, y) ?? NaN) as [string, string, string];
          expect(Math.sign(ordering.compare(a, b)!) + Math.sign(ordering.compare(b, a)!)).toBe(0);
          expect(ordering.compare(a, c)).toBeLessThanOrEqual(0);
        }),
      );
    });
  });
}
