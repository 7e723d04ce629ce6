import { expect, it } from 'vitest';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { indexBytesOf, namedIn, releaseOf, versionsIn } from '../../support/fingerprint-bundle.js';

const PARENT = releaseOf('alpha', '1.0.0', { dependencies: { beta: '^2.0.0' } });
/** Of code that the index lacks. */
const CHILD = releaseOf('beta', '2.0.0');

type Listed = Parameters<typeof indexBytesOf>[1];

function foundBeside(listed: Listed, others: readonly ReturnType<typeof releaseOf>[] = []) {
  const index = openIndex(indexBytesOf([PARENT, ...others], listed));
  return namedIn([PARENT, CHILD], { fingerprints: () => Promise.resolve(index) });
}

it('names the requirements of expected packages, and theirs in turn', async () => {
  const contents = await foundBeside({
    beta: { '2.0.0': { gamma: '~1.2.0' } },
    gamma: { '1.0.0': {}, '1.2.0': { delta: '3.0.0' }, '1.2.1': { delta: '3.0.0' } },
  });
  expect(versionsIn(contents)).toEqual({
    alpha: '1.0.0',
    beta: '2.0.0',
    gamma: '1.2.0 1.2.1',
    delta: '3.0.0',
  });
  const gamma = contents.packages.find(({ name }) => name === 'gamma');
  expect(gamma).toMatchObject({ confidence: 'low', bytes: 0 });
  expect(gamma?.evidence[0]?.detail).toBe(
    'its own code was not recognised (nearest 1.2.1, which installers take now); beta 2.0.0 requires ~1.2.0',
  );
});

it('names what the newest release requires that installers give, and half of all that it can be', async () => {
  const contents = await foundBeside({
    beta: {
      '2.0.0': { gamma: '1.0.0', old: '1.0.0' },
      '2.1.0': { gamma: '2.0.0' },
      '2.2.0': { gamma: '2.0.0', late: '1.0.0' },
    },
  });
  expect(versionsIn(contents)).toEqual({ alpha: '1.0.0', beta: '2.0.0 2.1.0 2.2.0', gamma: '1.0.0 2.0.0' });
});

it('names nothing that a collection requires', async () => {
  const parts = Array.from({ length: 16 }, (_, at) => [`part${at}`, '1.0.0'] as const);
  const beside = (few: number) => foundBeside({ beta: { '2.0.0': Object.fromEntries(parts.slice(0, few)) } });
  expect((await beside(15)).packages).toHaveLength(17);
  expect((await beside(16)).packages).toHaveLength(2);
});

it('ends where packages require each other', async () => {
  const contents = await foundBeside({
    beta: { '2.0.0': { gamma: '1.0.0', alpha: '1.0.0' } },
    gamma: { '1.0.0': { beta: '2.0.0', gamma: '1.0.0' } },
  });
  expect(versionsIn(contents)).toEqual({ alpha: '1.0.0', beta: '2.0.0', gamma: '1.0.0' });
});

it.each([
  ['is part of Node', 'events'],
  ['declares types alone', '@types/gamma'],
  ['declares the types of a scope', '@family/types'],
])('does not name a package that %s', async (_case, name) => {
  const contents = await foundBeside({ beta: { '2.0.0': { [name]: '1.0.0' } } });
  expect(versionsIn(contents)).toEqual({ alpha: '1.0.0', beta: '2.0.0' });
});

it('does not name packages that the index would have recognised', async () => {
  const known = releaseOf('gamma', '1.0.0');
  const contents = await foundBeside({ beta: { '2.0.0': { gamma: '1.0.0' } } }, [known]);
  expect(versionsIn(contents)).toEqual({ alpha: '1.0.0', beta: '2.0.0' });
});
