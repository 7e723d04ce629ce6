import { expect, it } from 'vitest';
import { ForkGroups, forkGroupsIn } from '../../../src/recognition/index/fork-groups.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { indexBytesOf, releaseOf } from '../../support/fingerprint-bundle.js';
import { factsOfRelease } from '../../support/published-packages.js';

const ALPHA = releaseOf('alpha', '1.0.0');
const INDEX = openIndex(indexBytesOf([ALPHA]));
const [FEATURE = 0] = factsOfRelease(ALPHA).files[0]?.features ?? [];

it('numbers each fork group once', () => {
  const forkGroups = new ForkGroups();
  expect(['a', 'b', 'a'].map((name) => forkGroups.numberOf(name))).toEqual([0, 1, 0]);
  expect(forkGroups.count).toBe(2);
});

it('finds the fork groups of another index that have a feature', () => {
  const forkGroups = new ForkGroups();
  forkGroups.numberOf('beta');
  const forkGroupsWith = forkGroupsIn(INDEX, forkGroups);
  expect([...(forkGroupsWith(FEATURE) ?? [])]).toEqual([forkGroups.numberOf('alpha')]);
  expect(forkGroupsWith(FEATURE + 1)?.size).toBe(0);
});

it('finds no fork groups without an index, and null for features that are too common', () => {
  const common = { ...INDEX, groupsOf: () => [] };
  expect(forkGroupsIn(undefined, new ForkGroups())(FEATURE)?.size).toBe(0);
  expect(forkGroupsIn(common, new ForkGroups())(FEATURE)).toBeNull();
});
