import { expect, it } from 'vitest';
import {
  lockedVersions,
  withCounts,
  withinLocked,
} from '../../../src/recognition/candidates/locked-versions.js';

const LOCKED = lockedVersions([
  { name: 'a', version: '1.1.0', isPublic: true },
  { name: 'a', version: '3.0.0', isPublic: true },
]);

function bracketOf(name: string, possible: readonly string[]): readonly string[] | undefined {
  return withinLocked([{ name, segments: [], plausible: [], candidateVersions: possible }], LOCKED)[0]
    ?.candidateVersions;
}

it.each<[string, string, string[], string[]]>([
  ['leaves the locked version', 'a', ['1.0.0', '1.1.0', '1.2.0'], ['1.1.0']],
  ['keeps the versions of the code if none is locked', 'a', ['2.0.0', '2.1.0'], ['2.0.0', '2.1.0']],
  ['leaves a package alone that is not locked', 'b', ['1.0.0', '1.1.0'], ['1.0.0', '1.1.0']],
])('%s', (...[, name, possible, expected]) => {
  expect(bracketOf(name, possible)).toEqual(expected);
});

const EITHER = ['1.0.0', '1.1.0'];

it.each<[string, Record<string, number>, string[][], string[][]]>([
  [
    'gives copies that are alike the versions of all places',
    { '1.0.0': 1, '1.1.0': 2 },
    [EITHER, EITHER, EITHER],
    [['1.0.0'], ['1.1.0'], ['1.1.0']],
  ],
  [
    'takes what is known off',
    { '1.0.0': 1, '1.1.0': 1 },
    [['1.1.0'], ['1.0.0', '1.1.0']],
    [['1.1.0'], ['1.0.0']],
  ],
  [
    'assigns nothing if not every place is in the bundle',
    { '1.0.0': 1, '1.1.0': 2 },
    [EITHER, EITHER],
    [EITHER, EITHER],
  ],
  [
    'assigns nothing if copies have different candidates',
    { '1.0.0': 1, '1.1.0': 1, '2.0.0': 1 },
    [
      ['1.0.0', '1.1.0'],
      ['1.1.0', '2.0.0'],
      ['1.0.0', '1.1.0'],
    ],
    [
      ['1.0.0', '1.1.0'],
      ['1.1.0', '2.0.0'],
      ['1.0.0', '1.1.0'],
    ],
  ],
])('%s', (...[, places, candidateLists, expected]) => {
  const candidates = Object.entries(places).map(([version, count]) => ({
    name: 'a',
    version,
    isPublic: true,
    places: count,
  }));
  const copies = candidateLists.map((possible) => ({
    name: 'a',
    segments: [],
    plausible: [],
    candidateVersions: possible,
  }));
  expect(
    withCounts(copies, lockedVersions(candidates)).map(({ candidateVersions }) => candidateVersions),
  ).toEqual(expected);
});
