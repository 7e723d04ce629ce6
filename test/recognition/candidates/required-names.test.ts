import { expect, it } from 'vitest';
import { indexOfReleases, namedIn, releaseOf, versionsIn } from '../../support/fingerprint-bundle.js';

/** A package, and its name before it was renamed. */
const OLD = releaseOf('@old/types', '3.0.0', { topic: 'types' });
const NEW = releaseOf('@new/types', '1.0.0', { topic: 'types' });
const OLD_CLIENT = releaseOf('client', '3.0.0', { dependencies: { '@old/types': '3.0.0' } });
const NEW_CLIENT = releaseOf('client', '4.0.0', { dependencies: { '@new/types': '^1.0.0' } });

const fingerprints = () => Promise.resolve(indexOfReleases([OLD_CLIENT, NEW]));

it('renames the code of a moved package to the required name, with the exactly required version', async () => {
  const contents = await namedIn([OLD_CLIENT, OLD], { fingerprints });
  const types = contents.packages.filter(({ name }) => name.endsWith('types'));
  expect(types).toMatchObject([{ name: '@old/types', version: '3.0.0', confidence: 'high' }]);
  expect(types[0]?.evidence[0]?.detail).toContain('the code of @new/types, which nothing here requires');
});

it('leaves the version unknown if a range is required', async () => {
  const client = releaseOf('client', '3.0.0', { dependencies: { '@old/types': '^3.0.0' } });
  const index = indexOfReleases([client, NEW]);
  const contents = await namedIn([client, OLD], { fingerprints: () => Promise.resolve(index) });
  expect(versionsIn(contents)).toEqual({ client: '3.0.0', '@old/types': '?' });
});

it('takes the old name’s version from the lockfile', async () => {
  const candidates = [{ name: '@old/types', version: '3.0.0', isPublic: false }];
  const contents = await namedIn([OLD_CLIENT, OLD], { fingerprints, candidates });
  expect(versionsIn(contents)).toEqual({ client: '3.0.0', '@old/types': '3.0.0' });
});

it('keeps the new name if something requires it, or nothing requires the old one', async () => {
  const index = indexOfReleases([NEW_CLIENT, NEW]);
  const required = await namedIn([NEW_CLIENT, NEW], { fingerprints: () => Promise.resolve(index) });
  expect(versionsIn(required)).toEqual({ client: '4.0.0', '@new/types': '1.0.0' });
  const alone = indexOfReleases([releaseOf('client', '3.0.0'), NEW]);
  const entry = releaseOf('client', '3.0.0');
  const own = { ...entry, 'index.js': `${entry['index.js']}\nexports.own = require('@new/types');` };
  const unasked = await namedIn([own, NEW], { fingerprints: () => Promise.resolve(alone) });
  expect(versionsIn(unasked)).toEqual({ client: '3.0.0', '@new/types': '1.0.0' });
});

it('a dependent of known version decides before one of unknown version, even without an import', async () => {
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

it('renames no code to required type declarations', async () => {
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

it('does not give a package the name of its own dependency, with a lockfile or without', async () => {
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
