import { expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../src/files/index.js';
import { closureOptionsOf, verifyOptionsOf, withDownloadTime } from '../src/verify-options.js';

it('no network is used unless an option requests it', () => {
  expect(verifyOptionsOf({ targets: [] })).toBeNull();
  expect(closureOptionsOf({ targets: [] })).toBeNull();
});

it.each([
  ['known', { all: false, offline: false }],
  ['all', { all: true, offline: false }],
] as const)('--verify of %s packages', (verify, expected) => {
  expect(verifyOptionsOf({ targets: [], verify })).toMatchObject(expected);
});

it('downloads are kept in the cache folder, and requests shared among the workers', () => {
  const options = { targets: [], verify: 'known', cache: '/cache', jobs: 4, offline: true } as const;
  expect(verifyOptionsOf(options)).toMatchObject({
    cacheDir: '/cache/registry',
    concurrency: 3,
    offline: true,
  });
});

it('an artifact has more time than its downloads', () => {
  const { maxMillis = 0 } = verifyOptionsOf({ targets: [], verify: 'known' }) ?? {};
  expect(withDownloadTime(DEFAULT_LIMITS).maxMillis).toBeGreaterThan(DEFAULT_LIMITS.maxMillis + maxMillis);
});

it('facts of published code are kept in the cache folder', () => {
  expect(closureOptionsOf({ targets: [], closure: true, cache: '/cache' })).toMatchObject({
    cacheDir: '/cache/registry',
    factsFolder: '/cache',
    offline: false,
  });
  expect(closureOptionsOf({ targets: [], closure: true, offline: true })).toMatchObject({
    factsFolder: null,
    offline: true,
  });
});
