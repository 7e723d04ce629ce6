import { expect, it } from 'vitest';
import { composeReleaseStore } from '../../src/release-files/compose-release-store.js';
import { openReleaseStore } from '../../src/release-files/release-store.js';
import { releaseStoreOf } from '../support/release-store.js';

const MADE = {
  a: {
    releases: {
      '1.0': { 'a/__init__.py': '__version__ = "1.0"', 'a/x.py': 'same' },
      '1.10': { 'a/__init__.py': '__version__ = "1.10"', 'a/x.py': 'same', 'a/_c.so': '00112233' },
    },
    others: ['1.2', '2.0rc1'],
  },
  b: {
    releases: {
      '1': { 'a/x.py': 'of b', 'b.py': '__version__ = "0.9"' },
      '2': { 'b.py': '__version__ = "2"' },
    },
  },
};

it('knows which releases have which content', () => {
  const [a] = releaseStoreOf(MADE).packages;
  expect(a?.published).toEqual(['1.0', '1.2', '1.10']);
  expect(a?.indexed).toEqual([0, 2]);
  expect(a?.files.get('a/x.py')).toMatchObject({ releases: 3, contents: [{ size: 4, releases: 3 }] });
  expect(
    a?.files
      .get('a/__init__.py')
      ?.contents.map(({ releases }) => releases)
      .sort(),
  ).toEqual([1, 2]);
  expect(a?.files.get('a/_c.so')).toEqual({
    path: 'a/_c.so',
    kind: 'module',
    releases: 2,
    contents: [{ hash: '00112233', size: 0, releases: 2 }],
  });
});

it('trusts the version of a module only where it was right each time', () => {
  const [a, b] = releaseStoreOf(MADE).packages;
  expect([...(a?.versionFiles ?? [])]).toEqual(['a/__init__.py']);
  expect([...(b?.versionFiles ?? [])]).toEqual([]);
});

it('finds all packages that have a path', () => {
  const store = releaseStoreOf(MADE);
  expect(store.at('a/x.py').map(({ name }) => name)).toEqual(['a', 'b']);
  expect(store.at('x.py')).toEqual([]);
});

it('refuses what is no store, and more releases than it has bits for', () => {
  expect(() => openReleaseStore('[')).toThrow('damaged');
  const facts = { sources: {}, modules: [], libraries: [], texts: {} };
  const releases = Array.from({ length: 31 }, (_each, at) => ({ version: `${at}`, facts }));
  const published = releases.map(({ version }) => version);
  expect(() => composeReleaseStore([{ name: 'a', published, releases }])).toThrow('more than 30');
});
