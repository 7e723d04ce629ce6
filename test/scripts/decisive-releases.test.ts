import { expect, it } from 'vitest';
import { decisiveReleases } from '../../scripts/fingerprints/decisive-releases.mjs';

/** Newest first. */
const RELEASES = ['1.5.0', '1.4.0', '1.3.0', '1.2.0', '1.1.0', '1.0.0'];

function order(fixed: string, most = 3): string[] {
  const about = new Set(RELEASES.slice(RELEASES.indexOf(fixed) + 1));
  const steps = decisiveReleases(RELEASES, {
    chosen: ['1.5.0', '1.0.0'],
    wanted: new Map<string, number>(),
    rulesOf: (version: string) => (about.has(version) ? ['flaw'] : []),
    most,
  });
  return steps.flatMap(({ versions }) => versions);
}

it.each([
  ['1.3.0', ['1.3.0', '1.2.0']],
  ['1.4.0', ['1.4.0', '1.3.0']],
])('takes both releases beside a fix in %s before others', (fixed, expected) => {
  expect(order(fixed).slice(0, 2).sort()).toEqual(expected.sort());
});

it('takes the likeliest releases where nothing has to be decided', () => {
  expect(order('1.0.0')[0]).toBe('1.4.0');
});

it('ends when enough was taken, or everything', () => {
  expect([order('1.3.0', 1).length <= 2, order('1.3.0', 99).length]).toEqual([true, 4]);
});
