import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/files/index.js';
import { openFactsStore, readTarball } from '../../src/published/index.js';
import { publishedCode, type Gap, type FetchLimits } from '../../src/published/published-code.js';
import type { Registry } from '../../src/published/index.js';
import { packageTarball } from '../support/package-tarball.js';

const TARBALL = packageTarball({ 'package.json': '{}', 'index.js': 'exports.leftPad = "left pad";' });

function lend(limits: Partial<FetchLimits> = {}) {
  const asked: string[] = [];
  const registry = {
    releases(name: string) {
      asked.push(name);
      const releases = ['1.0.0', '2.0.0'].map((version) => ({ version, integrity: `sha512-${version}` }));
      return Promise.resolve(
        name === 'left' ? { state: 'found', releases } : { state: 'unknown', what: 'name' },
      );
    },
    tarball(name: string, { version }: { version: string }) {
      asked.push(`${name}@${version}`);
      return Promise.resolve({ state: 'found', tarball: TARBALL });
    },
  } as unknown as Registry;
  const source = { registry, store: openFactsStore(null), readTarball, limits: DEFAULT_LIMITS };
  return {
    asked,
    code: publishedCode(source, { mayRequest: () => true, maxTarballs: 9, maxMillis: 60_000, ...limits }),
  };
}

it('requests each list and each tarball once', async () => {
  const { code, asked } = lend();
  for (let round = 0; round < 2; round += 1) {
    expect((await code.releases('left'))?.map(({ version }) => version)).toEqual(['1.0.0', '2.0.0']);
    expect(await code.facts('left', '1.0.0')).toMatchObject({ name: 'left', version: '1.0.0' });
  }
  expect(asked).toEqual(['left', 'left@1.0.0']);
});

it('reports each request once, and its response', async () => {
  const steps: string[] = [];
  const { code } = lend({ onFetch: (step) => steps.push(step) });
  await Promise.all([code.facts('left', '1.0.0'), code.facts('left', '9.9.9')]);
  await code.facts('left', '1.0.0');
  expect(steps).toEqual(['requested', 'requested', 'answered', 'answered']);
});

it('reports what cannot be downloaded now, and not what is not published', async () => {
  const gaps: string[] = [];
  const { code } = lend({ maxTarballs: 2, onGap: (gap) => gaps.push(gap) });
  await code.facts('left', '1.0.0');
  await code.facts('right', '1.0.0');
  expect(gaps).toEqual([]);
  await code.facts('left', '2.0.0');
  expect(gaps).toEqual(['spent']);
});

it.each([
  ['package', 'right', '1.0.0'],
  ['version', 'left', '3.0.0'],
])('has nothing of an unknown %s', async (_what, name, version) => {
  expect(await lend().code.facts(name, version)).toBeNull();
});

it('requests no name that may be private', async () => {
  const { code, asked } = lend({ mayRequest: (name) => name !== 'left' });
  expect(await code.releases('left')).toBeNull();
  expect(await code.facts('left', '1.0.0')).toBeNull();
  expect(asked).toEqual([]);
});

it.each<[what: string, limits: Partial<FetchLimits>, gap: Gap]>([
  ['tarballs', { maxTarballs: 1 }, 'spent'],
  ['time', { maxMillis: -1 }, 'late'],
  ['tarballs and time', { maxTarballs: 0, maxMillis: -1 }, 'spent'],
])('gives no more than there are %s for', async (_what, limits, gap) => {
  const gaps = new Set<Gap>();
  const { code, asked } = lend({ ...limits, onGap: (each) => gaps.add(each) });
  await code.facts('left', '1.0.0');
  expect(code.hasBudget()).toBe(false);
  expect(await code.facts('left', '2.0.0')).toBeNull();
  expect(asked).not.toContain('left@2.0.0');
  expect([...gaps]).toEqual([gap]);
});
