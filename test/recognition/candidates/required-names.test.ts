import { expect, it } from 'vitest';
import { indexOfReleases, namedIn, releaseOf, versionsIn } from '../../support/fingerprint-bundle.js';

/** A package, and what it was called before it moved. */
const OLD = releaseOf('@old/types', '3.0.0', { topic: 'types' });
const NEW = releaseOf('@new/types', '1.0.0', { topic: 'types' });
const OLD_CLIENT = releaseOf('client', '3.0.0', { dependencies: { '@old/types': '3.0.0' } });
const NEW_CLIENT = releaseOf('client', '4.0.0', { dependencies: { '@new/types': '^1.0.0' } });

const fingerprints = () => Promise.resolve(indexOfReleases([OLD_CLIENT, NEW]));

it('names the code of a package that moved as what is asked for, and of the version that is asked for exactly', async () => {
  const contents = await namedIn([OLD_CLIENT, OLD], { fingerprints });
  const types = contents.packages.filter(({ name }) => name.endsWith('types'));
  expect(types).toMatchObject([{ name: '@old/types', version: '3.0.0', confidence: 'high' }]);
  expect(types[0]?.evidence[0]?.detail).toContain('the code of @new/types, which nothing here asks for');
});

it('knows no version where a range is asked for', async () => {
  const client = releaseOf('client', '3.0.0', { dependencies: { '@old/types': '^3.0.0' } });
  const index = indexOfReleases([client, NEW]);
  const contents = await namedIn([client, OLD], { fingerprints: () => Promise.resolve(index) });
  expect(versionsIn(contents)).toEqual({ client: '3.0.0', '@old/types': '?' });
});

it('takes the version of the old name from what is locked', async () => {
  const candidates = [{ name: '@old/types', version: '3.0.0', isPublic: false }];
  const contents = await namedIn([OLD_CLIENT, OLD], { fingerprints, candidates });
  expect(versionsIn(contents)).toEqual({ client: '3.0.0', '@old/types': '3.0.0' });
});

it('leaves the new name where something asks for it, or nothing asks for the old one', async () => {
  const index = indexOfReleases([NEW_CLIENT, NEW]);
  const asked = await namedIn([NEW_CLIENT, NEW], { fingerprints: () => Promise.resolve(index) });
  expect(versionsIn(asked)).toEqual({ client: '4.0.0', '@new/types': '1.0.0' });
  const alone = indexOfReleases([releaseOf('client', '3.0.0'), NEW]);
  const entry = releaseOf('client', '3.0.0');
  const own = { ...entry, 'index.js': `${entry['index.js']}\nexports.own = require('@new/types');` };
  const unasked = await namedIn([own, NEW], { fingerprints: () => Promise.resolve(alone) });
  expect(versionsIn(unasked)).toEqual({ client: '3.0.0', '@new/types': '1.0.0' });
});

it('believes a copy whose version is known before one whose version is a guess, even without an import', async () => {
  const guesses = ['1.0.0', '1.1.0'].map((version) =>
    releaseOf('other', version, { dependencies: { '@new/types': '^1.0.0' } }),
  );
  const client = { ...OLD_CLIENT, 'index.js': releaseOf('client', '3.0.0')['index.js'] ?? '' };
  const index = indexOfReleases([client, NEW, ...guesses]);
  const bundled = { ...client, 'index.js': `${client['index.js']}\nexports.own = require('other');` };
  const [other = {}] = guesses;
  const contents = await namedIn([bundled, other, NEW], { fingerprints: () => Promise.resolve(index) });
  expect(versionsIn(contents)).toMatchObject({ other: '1.0.0 1.1.0', '@old/types': '3.0.0' });
});

it('takes no code for typings, which an exact copy asks for and nothing imports', async () => {
  const client = releaseOf('client', '3.0.0');
  const manifest = {
    name: 'client',
    version: '3.0.0',
    main: 'index.js',
    dependencies: { '@types/types': '1.0.0' },
  };
  const typed = { ...client, 'package.json': JSON.stringify(manifest) };
  const bundled = { ...client, 'index.js': `${client['index.js']}\nexports.own = require('@new/types');` };
  const index = indexOfReleases([typed, NEW]);
  const contents = await namedIn([bundled, NEW], { fingerprints: () => Promise.resolve(index) });
  expect(versionsIn(contents)).toEqual({ client: '3.0.0', '@new/types': '1.0.0' });
});

it('does not give a package the name of what it asks for itself, with a lockfile or without', async () => {
  const main = releaseOf('@one/main', '5.4.0', { topic: 'main' });
  const manifest = {
    name: '@one/main',
    version: '5.4.0',
    main: 'index.js',
    dependencies: { '@two/main': '0.1.0' },
  };
  const index = indexOfReleases([{ ...main, 'package.json': JSON.stringify(manifest) }]);
  const locked = [
    { name: '@one/main', version: '5.4.0', isPublic: true },
    { name: '@two/main', version: '0.1.0', isPublic: true },
  ];
  for (const candidates of [[], locked]) {
    const contents = await namedIn([main], { fingerprints: () => Promise.resolve(index), candidates });
    expect(versionsIn(contents)).toEqual({ '@one/main': '5.4.0' });
  }
});
