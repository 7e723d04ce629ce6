import { expect, it } from 'vitest';
import {
  fileOfGroup,
  versionsOfGroup,
  type FingerprintIndex,
} from '../../../src/recognition/index/fingerprint-index.js';
import { withoutPackages } from '../../../src/recognition/index/without-packages.js';
import { smallIndex } from '../../support/small-index.js';

const INDEX = smallIndex({ a: { '1.0.0': [2, 4], '2.0.0': [2, 6] }, b: { '1.0.0': [4, 8] } });

/** Releases that have a feature; undefined when none has. */
function holdersOf(index: FingerprintIndex, feature: number): string[] | undefined {
  const groups = index.groupsOf(feature);
  if (!groups) return undefined;
  return Array.from(groups).flatMap((number) => {
    const { name, versions } = fileOfGroup(index, number)?.package ?? { name: '', versions: [] };
    return versionsOfGroup(index, number).map((ordinal) => `${name}@${versions[ordinal]}`);
  });
}

it('has nothing of a removed package', () => {
  const index = withoutPackages(INDEX, ['a']);
  expect(index.packages.map(({ name }) => name)).toEqual(['b']);
  expect([2, 4, 6, 8].map((feature) => holdersOf(index, feature))).toEqual([
    undefined,
    ['b@1.0.0'],
    undefined,
    ['b@1.0.0'],
  ]);
  expect(index.forkGroups).toBe(1);
});

it('lists a removed version as published only', () => {
  const index = withoutPackages(INDEX, ['a@1.0.0']);
  expect(index.packages.map(({ versions }) => versions)).toEqual([['2.0.0'], ['1.0.0']]);
  expect(index.packages[0]?.published).toEqual(['1.0.0', '2.0.0']);
  expect([2, 4, 6].map((feature) => holdersOf(index, feature))).toEqual([
    ['a@2.0.0'],
    ['b@1.0.0'],
    ['a@2.0.0'],
  ]);
});

it('is the index itself if it has none of them', () => {
  expect(withoutPackages(INDEX, ['c', 'a@3.0.0'])).toBe(INDEX);
});
