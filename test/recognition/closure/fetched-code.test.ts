import { expect, it } from 'vitest';
import { fetchCode } from '../../../src/recognition/closure/fetched-code.js';
import { lockedVersions } from '../../../src/recognition/candidates/locked-versions.js';
import { indexOfReleases, releaseOf } from '../../support/fingerprint-bundle.js';
import { publishedFrom } from '../../support/published-packages.js';

const RELEASES = ['1.0.0', '1.1.0', '1.2.0', '2.0.0'].map((version) => releaseOf('alpha', version));

function fetched(locked: readonly string[] = []) {
  const published = publishedFrom(RELEASES);
  const candidates = locked.map((version) => ({ name: 'alpha', version, isPublic: true }));
  const base = indexOfReleases([releaseOf('alpha', '1.2.0')]);
  return { published, code: fetchCode(base, published, lockedVersions(candidates)) };
}

it('treats indexed releases as tried', async () => {
  const { code, published } = fetched();
  expect([code.has('alpha', '^1.0.0'), code.has('alpha', '^2.0.0'), code.has('beta', '*')]).toEqual([
    true,
    false,
    false,
  ]);
  await code.add('alpha', ['1.2.0']);
  expect(published.asked).toEqual([]);
  expect(await code.takeIndex()).toBeNull();
});

it('tries one version of a range after the other, each once', async () => {
  const { code, published } = fetched();
  for (let round = 0; round < 4; round += 1) await code.addNext('alpha', '^1.0.0');
  expect(published.asked).toEqual(['alpha@1.1.0', 'alpha@1.0.0']);
});

it('gives an index of the releases since the last time, with every published version', async () => {
  const { code } = fetched();
  await code.addNext('alpha', '^2.0.0');
  const index = await code.takeIndex();
  expect(index?.packages.map(({ versions, published }) => [versions, published.length])).toEqual([
    [['2.0.0'], 4],
  ]);
  expect(await code.takeIndex()).toBeNull();
});

it('tries the locked version, whatever the range', async () => {
  const { code, published } = fetched(['1.0.0']);
  expect(code.has('alpha', '^1.0.0')).toBe(false);
  await code.addNext('alpha', '^2.0.0');
  await code.addNext('alpha', '^1.0.0');
  expect(published.asked).toEqual(['alpha@1.0.0']);
});

it('fetches nothing for packages that were never published', async () => {
  const { code } = fetched();
  expect(await code.addNext('beta', '*')).toEqual([]);
  expect(await code.takeIndex()).toBeNull();
});
