import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { VersionOrdering } from '../../src/versions/index.js';

/** Facts about an ordering beside its table. */
export interface OrderingFacts {
  /** Texts that are no versions. */
  readonly invalid: readonly string[];
  readonly prereleases: readonly (readonly [string, boolean])[];
}

type Line = readonly [left: string, sign: string, right: string];

function linesOf(id: string): Line[] {
  const text = readFileSync(new URL(`../../fixtures/versions/${id}.txt`, import.meta.url), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => line.split(' ') as unknown as Line);
}

/** Texts that no ordering has a place for. */
const NO_VERSIONS = ['', ' ', '1.0 ', 'a b', '>=1.0', '1.0\n', '١.٢', '/', `1.${'0'.repeat(300)}`];

/** Tests an ordering by `fixtures/versions/<id>.txt`: a pair a line. */
export function testOrdering(ordering: VersionOrdering, { invalid, prereleases }: OrderingFacts): void {
  const lines = linesOf(ordering.id);

  describe(`the order of ${ordering.id}`, () => {
    it('has a table', () => expect(lines.length).toBeGreaterThan(25));

    it.each(lines)('%s %s %s', (left, sign, right) => {
      const orders = [ordering.compare(left, right), ordering.compare(right, left)].map((order) =>
        Math.sign(order ?? NaN),
      );
      expect(orders).toEqual(sign === '<' ? [-1, 1] : [0, 0]);
    });

    it.each([...NO_VERSIONS, ...invalid])('has no place for %j', (text) => {
      expect([ordering.isValid(text), ordering.compare(text, '1'), ordering.compare('1', text)]).toEqual([
        false,
        null,
        null,
      ]);
    });

    it.each(prereleases)('%s comes before a release: %s', (version, expected) =>
      expect(ordering.isPrerelease(version)).toBe(expected),
    );

    it('is transitive on all versions of the table', () => {
      const versions = [...new Set(lines.flatMap(([left, , right]) => [left, right]))];
      const sorted = versions.toSorted((a, b) => ordering.compare(a, b) ?? NaN);
      const later = sorted.flatMap((one, at) => sorted.slice(at + 1).map((other) => [one, other] as const));
      const wrong = later.filter(([one, other]) => (ordering.compare(one, other) ?? NaN) > 0);
      expect(wrong).toEqual([]);
    });

    it('reads no ranges: its package manager has none in one text', async () =>
      expect(await ordering.readRange('1.0')).toBeNull());
  });
}
