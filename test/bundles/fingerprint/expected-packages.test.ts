import { expect, it } from 'vitest';
import { indexOfReleases, namedIn, releaseOf, versionsIn } from '../../support/fingerprint-bundle.js';

const CHILD = releaseOf('beta', '2.0.0');
const PARENT = releaseOf('alpha', '1.0.0', { dependencies: { beta: '^2.0.0' } });
const fingerprints = () => Promise.resolve(indexOfReleases([PARENT]));

it('names what a recognised package imports and asks for, as a guess', async () => {
  const { packages } = await namedIn([PARENT, CHILD], { fingerprints });
  expect(packages.find(({ name }) => name === 'beta')).toMatchObject({
    versionState: 'unknown',
    confidence: 'low',
    evidence: [{ detail: 'alpha 1.0.0 imports it and asks for ^2.0.0; its own code was not recognised' }],
  });
});

it('names nothing that is asked for at run time', async () => {
  expect(versionsIn(await namedIn([PARENT], { fingerprints }))).toEqual({ alpha: '1.0.0' });
});

it('takes the version from what is locked', async () => {
  const candidates = [
    { name: 'beta', version: '1.9.0', isPublic: false },
    { name: 'beta', version: '2.3.0', isPublic: false },
  ];
  const contents = await namedIn([PARENT, CHILD], { fingerprints, candidates });
  expect(versionsIn(contents)).toEqual({ alpha: '1.0.0', beta: '2.3.0' });
});
