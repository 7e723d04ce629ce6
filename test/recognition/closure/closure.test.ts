import { expect, it } from 'vitest';
import { findClosure } from '../../../src/recognition/closure/closure.js';
import { openBundle } from '../../../src/recognition/index.js';
import type { RecognisedBundle } from '../../../src/recognition/recognised-bundle.js';
import {
  indexOfReleases,
  namedIn,
  releaseOf,
  versionsIn,
  wordsOf,
} from '../../support/fingerprint-bundle.js';
import { memoryTree } from '../../support/memory-tree.js';
import { copyOf, recognisedWith } from '../../support/named-copies.js';
import { publishedFrom } from '../../support/published-packages.js';
import { bundled } from '../../support/virtual-bundle.js';

const GRANDCHILD = releaseOf('gamma', '1.0.0');
const CHILD = releaseOf('beta', '2.0.0', { dependencies: { gamma: '^1.0.0' } });
const PARENT = releaseOf('alpha', '1.0.0', { dependencies: { beta: '^2.0.0' } });
const NEWER_CHILD = releaseOf('beta', '2.1.0', { dependencies: { gamma: '^1.0.0' }, topic: 'delta' });
const BUNDLED = [PARENT, CHILD, GRANDCHILD];
const fingerprints = () => Promise.resolve(indexOfReleases([PARENT]));

it('finds the requirements of an indexed package, and theirs in turn', async () => {
  const published = publishedFrom(BUNDLED);
  const contents = await namedIn(BUNDLED, { fingerprints, published: () => Promise.resolve(published) });
  expect(versionsIn(contents)).toEqual({ alpha: '1.0.0', beta: '2.0.0', gamma: '1.0.0' });
  expect(published.asked).toEqual(['beta@2.0.0', 'gamma@1.0.0']);
});

it('tries older versions when the newest is not there', async () => {
  const published = publishedFrom([...BUNDLED, NEWER_CHILD]);
  const contents = await namedIn(BUNDLED, { fingerprints, published: () => Promise.resolve(published) });
  expect(versionsIn(contents)).toEqual({ alpha: '1.0.0', beta: '2.0.0', gamma: '1.0.0' });
  expect(published.asked.indexOf('beta@2.1.0')).toBeLessThan(published.asked.indexOf('beta@2.0.0'));
});

it('fetches nothing without a budget', async () => {
  const published = publishedFrom(BUNDLED, { budget: 0 });
  const contents = await namedIn(BUNDLED, { fingerprints, published: () => Promise.resolve(published) });
  expect(published.asked).toEqual([]);
  expect(contents.packages.find(({ name }) => name === 'gamma')).toBeUndefined();
});

it('sends no name that may be private', async () => {
  const published = publishedFrom(BUNDLED, { mayRequest: (name) => name !== 'beta' });
  await namedIn(BUNDLED, { fingerprints, published: () => Promise.resolve(published) });
  expect(published.asked).toEqual([]);
});

it('sends no name of a private package’s dependencies', async () => {
  const published = publishedFrom(BUNDLED, { mayRequest: (name) => name !== 'alpha' });
  await namedIn(BUNDLED, { fingerprints, published: () => Promise.resolve(published) });
  expect(published.asked).toEqual([]);
});

it('fetches locked public packages that nothing requires', async () => {
  const published = publishedFrom([...BUNDLED, NEWER_CHILD]);
  const contents = await namedIn(BUNDLED, {
    fingerprints: () => Promise.resolve(indexOfReleases([releaseOf('other', '1.0.0')])),
    published: () => Promise.resolve(published),
    candidates: [
      { name: 'alpha', version: '1.0.0', isPublic: true },
      { name: 'beta', version: '2.0.0', isPublic: false },
    ],
  });
  expect(versionsIn(contents)).toMatchObject({ alpha: '1.0.0', beta: '2.0.0' });
  expect(published.asked).not.toContain('beta@2.1.0');
});

it('fetches locked packages of unknown origin only if they are widely used', async () => {
  const published = publishedFrom([PARENT, CHILD], { isPopular: (name) => name === 'alpha' });
  const contents = await namedIn([PARENT], {
    fingerprints: () => Promise.resolve(indexOfReleases([releaseOf('other', '1.0.0')])),
    published: () => Promise.resolve(published),
    candidates: ['alpha', 'secret'].map((name) => ({ name, version: '1.0.0', isPublic: false })),
  });
  expect(versionsIn(contents)).toMatchObject({ alpha: '1.0.0' });
  expect(published.asked.filter((each) => !each.startsWith('beta'))).toEqual(['alpha@1.0.0']);
});

const PLUGIN = {
  ...releaseOf('plug-in', '1.0.0'),
  'index.js': `${wordsOf('plug')}\nexports.it = 'plug-in';`,
};

it.each<[string, boolean, string | undefined]>([
  ['fetches a widely used package that unknown code names', true, '1.0.0'],
  ['fetches no other package that unknown code names', false, undefined],
])('%s', async (_title, isKnown, version) => {
  const published = publishedFrom([...BUNDLED, PLUGIN], {
    isPopular: (name) => isKnown && name === 'plug-in',
  });
  const text = await bundled({
    'entry.js': 'require("a"); require("p"); require("beta"); require("gamma")',
    a: PARENT['index.js'] ?? '',
    beta: CHILD['index.js'] ?? '',
    gamma: GRANDCHILD['index.js'] ?? '',
    p: PLUGIN['index.js'],
  });
  const contents = await openBundle('index.js', Buffer.from(text), {
    tree: memoryTree({ 'index.js': text }),
    fingerprints,
    published: () => Promise.resolve(published),
  });
  expect(versionsIn(contents)['plug-in']).toBe(version);
  expect(published.asked.includes('plug-in@1.0.0')).toBe(isKnown);
});

it('fetches names in unknown code although nothing in the bundle has requirements', async () => {
  const published = publishedFrom([PLUGIN], { isPopular: () => true });
  const contents = await namedIn(
    [{ ...PLUGIN, 'package.json': JSON.stringify({ name: 'x', version: '1.0.0' }) }],
    {
      fingerprints,
      published: () => Promise.resolve(published),
    },
  );
  expect(versionsIn(contents)).toEqual({ 'plug-in': '1.0.0' });
});

it('ends after five comparisons, although versions are still open', async () => {
  const releases = Array.from({ length: 40 }, (_, at) =>
    releaseOf('alpha', `1.${at}.0`, { topic: `t${at}` }),
  );
  const evidenced = {
    owner: { kind: 'package', name: 'alpha', version: null, folder: 'node_modules/alpha' },
    imports: new Set<string>(),
    originals: [],
    version: null,
  } as const;
  const open = {
    ...copyOf(
      'alpha',
      releases.map((_, at) => `1.${at}.0`),
    ),
    evidenced,
  };
  const known = releases.slice(0, 1);
  const published = publishedFrom(releases);
  let compared = 0;
  const compare = (): RecognisedBundle => {
    compared += 1;
    return { recognised: { ...recognisedWith(known), rest: [] }, copies: [open] };
  };
  await findClosure(compare, indexOfReleases(known), { published, candidates: [], text: '' });
  // The first repetition fetches requirements only, and there are none.
  expect([compared, published.asked.length]).toEqual([4, 3]);
});
