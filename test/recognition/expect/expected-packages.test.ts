import { expect, it } from 'vitest';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { indexOfTrain } from '../../support/train-bundle.js';
import {
  indexBytesOf,
  indexOfReleases,
  namedIn,
  releaseOf,
  versionsIn,
} from '../../support/fingerprint-bundle.js';

const CHILD = releaseOf('beta', '2.0.0');
const PARENT = releaseOf('alpha', '1.0.0', { dependencies: { beta: '^2.0.0' } });
const fingerprints = () => Promise.resolve(indexOfReleases([PARENT]));

it('names what a recognised package imports and requires, with a guessed version', async () => {
  const { packages } = await namedIn([PARENT, CHILD], { fingerprints });
  expect(packages.find(({ name }) => name === 'alpha')?.basis).toBe('located');
  expect(packages.find(({ name }) => name === 'beta')).toMatchObject({
    versionState: 'unknown',
    basis: 'required',
    confidence: 'low',
    evidence: [{ detail: 'its own code was not recognised; alpha 1.0.0 imports it and requires ^2.0.0' }],
  });
});

it('names nothing that is imported at run time', async () => {
  expect(versionsIn(await namedIn([PARENT], { fingerprints }))).toEqual({ alpha: '1.0.0' });
});

it.each([
  ['imports by another name of require', 'var ask = require;', "ask('beta')"],
  [
    'imports by a require that was created',
    "import { createRequire as c } from 'module';\nvar ask = c(import.meta.url);",
    "ask('beta')",
  ],
  [
    'throws for, as webpack did not find it',
    '',
    `(() => { throw new Error("Cannot find module 'beta'") })()`,
  ],
  [
    'throws for, as Vite did not find it',
    '',
    '(() => { throw new Error(`Could not resolve "beta" imported by "alpha".`) })()',
  ],
])('names nothing that the code %s', async (_what, before, instead) => {
  const code = PARENT['index.js']?.replace("require('beta')", instead) ?? '';
  expect(code).toContain(instead);
  const parent = { ...PARENT, 'index.js': `${before}\n${code}` };
  expect(versionsIn(await namedIn([parent], { fingerprints }))).toEqual({ alpha: '1.0.0' });
});

it('names nothing that only other versions of the file import', async () => {
  const later = releaseOf('alpha', '2.0.0', { topic: 'later' });
  const manifest = { name: 'alpha', version: '2.0.0', main: 'index.js', dependencies: { beta: '^2.0.0' } };
  const index = indexOfReleases([PARENT, { ...later, 'package.json': JSON.stringify(manifest) }]);
  const contents = await namedIn([later], { fingerprints: () => Promise.resolve(index) });
  expect(versionsIn(contents)).toEqual({ alpha: '2.0.0' });
});

it('takes the version from the lockfile', async () => {
  const candidates = [
    { name: 'beta', version: '1.9.0', isPublic: false },
    { name: 'beta', version: '2.3.0', isPublic: false },
  ];
  const contents = await namedIn([PARENT, CHILD], { fingerprints, candidates });
  expect(versionsIn(contents)).toEqual({ alpha: '1.0.0', beta: '2.3.0' });
});

it.each<[string, Readonly<Record<string, string>>, string]>([
  ['those that the index lists, within the range', { beta: '^2.0.0' }, '2.0.0 2.1.0'],
  ['an exactly required version, listed or not', { other: '1.2.3' }, '1.2.3'],
  ['none for a range that nothing lists', { other: '^1.2.3' }, '?'],
])('can be of %s', async (_case, dependencies, expected) => {
  const parent = releaseOf('alpha', '1.0.0', { dependencies });
  const [name = ''] = Object.keys(dependencies);
  const betas = ['1.0.0', '2.0.0', '2.1.0'].map((version) => releaseOf('beta', version));
  const index = indexOfReleases([parent, ...betas]);
  // The index does not know its code.
  const child = releaseOf(name, '0.0.1', { topic: 'delta' });
  const contents = await namedIn([parent, child], { fingerprints: () => Promise.resolve(index) });
  expect(versionsIn(contents)[name]).toBe(expected);
});

it('can be of those that the index only lists', async () => {
  const bytes = indexBytesOf([PARENT], { beta: { '1.0.0': {}, '2.0.0': {}, '2.4.0': {}, '3.0.0': {} } });
  const contents = await namedIn([PARENT, CHILD], { fingerprints: () => Promise.resolve(openIndex(bytes)) });
  expect(versionsIn(contents)).toEqual({ alpha: '1.0.0', beta: '2.0.0 2.4.0' });
});

it('guesses the newest, among versions that all dependents allow', async () => {
  const parents = [
    releaseOf('alpha', '1.0.0', { dependencies: { beta: '^2.0.0', gamma: '1.0.0' } }),
    releaseOf('gamma', '1.0.0', { dependencies: { beta: '<2.2.0' } }),
  ];
  const betas = ['1.0.0', '2.0.0', '2.1.0', '2.2.0'].map((version) => releaseOf('beta', version));
  const index = indexOfReleases([...parents, ...betas]);
  const contents = await namedIn([...parents, releaseOf('beta', '0.0.1', { topic: 'delta' })], {
    fingerprints: () => Promise.resolve(index),
  });
  const found = contents.packages.find(({ name }) => name === 'beta');
  expect(found?.candidates).toEqual(['2.0.0', '2.1.0']);
  expect(found?.evidence[0]?.detail).toContain('nearest 2.1.0');
});

it('guesses the version that the dependent’s likeliest version gets', async () => {
  // Both have the same code: the newer one is the likelier.
  const parents = [
    releaseOf('alpha', '1.0.0', { dependencies: { beta: '~2.1.0' } }),
    releaseOf('alpha', '1.1.0', { dependencies: { beta: '~2.0.0' } }),
  ];
  const betas = ['2.0.0', '2.0.1', '2.1.0'].map((version) => releaseOf('beta', version));
  const index = indexOfReleases([...parents, ...betas]);
  const contents = await namedIn([PARENT, releaseOf('beta', '0.0.1', { topic: 'delta' })], {
    fingerprints: () => Promise.resolve(index),
  });
  const found = contents.packages.find(({ name }) => name === 'beta');
  expect(found?.candidates).toEqual(['2.0.0', '2.0.1', '2.1.0']);
  expect(found?.evidence[0]?.detail).toContain('nearest 2.0.1');
});

it('of a release between indexed ones, names what it requires and a neighbour imports', async () => {
  const later = releaseOf('alpha', '2.0.0', { topic: 'later', dependencies: { gamma: '^1.0.0' } });
  const index = indexOfTrain([PARENT, later], { alpha: { '1.5.0': { gamma: '^1.0.0', delta: '^1.0.0' } } });
  const between = { ...PARENT, 'index.js': (PARENT['index.js'] ?? '').replace("'beta'", "'gamma'") };
  const contents = await namedIn([between, releaseOf('gamma', '1.0.0')], {
    fingerprints: () => Promise.resolve(index),
    candidates: [{ name: 'alpha', version: '1.5.0', isPublic: true }],
  });
  expect(versionsIn(contents)).toEqual({ alpha: '1.5.0', gamma: '?' });
});
