import { expect, it } from 'vitest';
import { releaseOf, wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages, namesIn } from '../../support/virtual-bundle.js';

const ORIGINAL = releaseOf('original', '1.0.0', { topic: 'shared' });
/** Holds all of the original, and much of its own. */
const OWN = ['a', 'b', 'c', 'd', 'e', 'f'].map((part) => wordsOf(`fork${part}`));
const FORK = {
  'package.json': JSON.stringify({ name: 'fork', version: '1.0.0', main: 'index.js' }),
  'index.js': [wordsOf('shared'), ...OWN].join('\n'),
};
const INDEX = indexOfPackages([ORIGINAL], [FORK]);

it.each([
  ['original', ORIGINAL],
  ['fork', FORK],
])('names only the %s', async (name, release) => {
  const text = await bundled({ 'entry.js': 'require("it")', it: release['index.js'] ?? '' });
  expect(namesIn(await foundIn(text, INDEX))).toEqual([`${name} 1.0.0`]);
});

it('names both if both are there', async () => {
  const text = await bundled({
    'entry.js': 'require("a"); require("b")',
    a: ORIGINAL['index.js'] ?? '',
    b: FORK['index.js'],
  });
  expect(namesIn(await foundIn(text, INDEX))).toEqual(['fork 1.0.0', 'original 1.0.0']);
});

/** A function of a collection, and one that has its code and some more. */
const ONE = releaseOf('one', '1.0.0', { topic: 'common' });
const MORE = {
  ...releaseOf('more', '1.0.0'),
  'index.js': `${wordsOf('common')}\n${wordsOf('more')}`,
};

it('names a package that is a whole module, although another package has the code as a part', async () => {
  const sources = { 'entry.js': 'require("a"); require("b")', a: ONE['index.js'] ?? '', b: MORE['index.js'] };
  const found = await foundIn(await bundled(sources), indexOfPackages([ONE], [MORE]));
  expect(namesIn(found)).toEqual(['more 1.0.0', 'one 1.0.0']);
});

it('names a required package although another one has nearly all of its code', async () => {
  const candidates = ['more', 'one'].map((name) => ({ name, version: '1.0.0', isPublic: true }));
  const sources = { 'entry.js': 'require("a"); require("b")', a: ONE['index.js'] ?? '', b: MORE['index.js'] };
  const found = await foundIn(await bundled(sources), indexOfPackages([ONE], [MORE]), candidates);
  expect(namesIn(found)).toEqual(['more 1.0.0', 'one 1.0.0']);
});

it('names the fork that another package imports, although the original explains more', async () => {
  const own = 'exports.ownOfFork = (value) => value.ownOfForkField("own of fork");';
  const fork = { ...releaseOf('fork', '1.0.0'), 'index.js': `${wordsOf('shared')}\n${own}` };
  const original = {
    ...ORIGINAL,
    'index.js': `require("./more");${wordsOf('shared')}`,
    'more.js': wordsOf('more'),
  };
  const user = releaseOf('user', '1.0.0', { dependencies: { fork: '^1.0.0' } });
  const text = await bundled({
    'entry.js': 'require("user"); require("more")',
    user: user['index.js'] ?? '',
    fork: fork['index.js'],
    more: original['more.js'],
  });
  const { packages } = await foundIn(text, indexOfPackages([original], [fork], [user]));
  // A package that is only required has a row without bytes.
  const bytes = packages.find(({ name }) => name === 'fork')?.bytes ?? 0;
  expect(bytes).toBeGreaterThan(wordsOf('shared').length / 2);
});

it('prefers a locked package to a fork that explains more', async () => {
  const more = wordsOf('fork').split('\n').slice(0, 12);
  const fork = { ...FORK, 'index.js': [wordsOf('shared'), ...more].join('\n') };
  const index = indexOfPackages([ORIGINAL], [fork]);
  const text = await bundled({ 'entry.js': 'require("it")', it: fork['index.js'] });
  const locked = [{ name: 'original', version: '1.0.0', isPublic: true }];
  expect(namesIn(await foundIn(text, index))).toEqual(['fork 1.0.0']);
  expect(namesIn(await foundIn(text, index, locked))).toEqual(['original 1.0.0']);
});
