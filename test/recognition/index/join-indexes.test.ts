import { expect, it } from 'vitest';
import { fileOfGroup } from '../../../src/recognition/index/fingerprint-index.js';
import { joinIndexes } from '../../../src/recognition/index/join-indexes.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { writeIndex } from '../../../src/recognition/index/write-index.js';
import { smallIndex } from '../../support/small-index.js';

/** An index of packages in one version. */
function indexOf(packages: Readonly<Record<string, readonly number[]>>, version = '1.0.0') {
  return smallIndex(
    Object.fromEntries(Object.entries(packages).map(([name, features]) => [name, { [version]: features }])),
  );
}

const JOINED = joinIndexes([indexOf({ a: [2, 4], b: [4, 6] }), indexOf({ c: [4, 8], a: [8] }, '2.0.0')]);

function holdersOf(feature: number): string[] | undefined {
  const groups = JOINED.groupsOf(feature);
  return groups ? Array.from(groups, (number) => fileOfGroup(JOINED, number)?.package.name ?? '') : undefined;
}

it('finds a feature in any of them', () => {
  expect([2, 4, 6, 8, 10].map(holdersOf)).toEqual([['a'], ['a', 'b', 'c'], ['b'], ['c', 'a'], undefined]);
});

it('keeps files and their groups together', () => {
  expect(JOINED.files).toHaveLength(4);
  expect(JOINED.files.map(({ number }) => number)).toEqual([0, 1, 2, 3]);
  for (const file of JOINED.files) {
    expect(file.endGroup).toBeGreaterThan(file.firstGroup);
    for (let group = file.firstGroup; group < file.endGroup; group += 1)
      expect(fileOfGroup(JOINED, group)).toBe(file);
  }
});

it('joins versions of a package, and counts fork groups once', () => {
  expect(JOINED.packages.map(({ name, versions }) => `${name}@${versions.join()}`)).toEqual([
    'a@1.0.0',
    'b@1.0.0',
    'c@2.0.0',
    'a@2.0.0',
  ]);
  expect(JOINED.forkGroups).toBe(3);
});

it('gives one list for features that the same groups have', () => {
  const joined = joinIndexes([indexOf({ a: [2, 4] }), indexOf({ b: [2, 4] })]);
  expect(joined.groupsOf(2)).toBe(joined.groupsOf(4));
});

it('gives no groups for a feature that is too common in one of them', () => {
  const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`p${at}`, [2]]));
  expect(joinIndexes([indexOf(many), indexOf({ a: [2] })]).groupsOf(2)).toHaveLength(0);
});

it('is the index itself when there is one', () => {
  const only = indexOf({ a: [2] });
  expect(joinIndexes([only])).toBe(only);
});

it('lists versions by the first that does', () => {
  const listing = (versions: readonly string[]) =>
    openIndex(
      writeIndex([], '', {
        listings: new Map([['a', new Map(versions.map((version) => [version, new Map()]))]]),
      }),
    );
  const joined = joinIndexes([indexOf({ b: [2] }), listing(['1.0.0']), listing(['2.0.0'])]);
  expect([joined.listed('a')?.published, joined.listed('b')]).toEqual([['1.0.0'], null]);
});
