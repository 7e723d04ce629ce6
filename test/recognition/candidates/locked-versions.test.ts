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

function bracketOf(name: string, bracket: readonly string[]): readonly string[] | undefined {
  return withinLocked([{ name, segments: [], plausible: [], candidateVersions: bracket }], LOCKED)[0]
    ?.candidateVersions;
}

it.each<[string, string, string[], string[]]>([
  ['leaves the locked version', 'a', ['1.0.0', '1.1.0', '1.2.0'], ['1.1.0']],
  ['leaves what the code says when that is not locked', 'a', ['2.0.0', '2.1.0'], ['2.0.0', '2.1.0']],
  ['leaves a package alone that is not locked', 'b', ['1.0.0', '1.1.0'], ['1.0.0', '1.1.0']],
])('%s', (...[, name, bracket, expected]) => {
  expect(bracketOf(name, bracket)).toEqual(expected);
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
    'says nothing when not every place is in the bundle',
    { '1.0.0': 1, '1.1.0': 2 },
    [EITHER, EITHER],
    [EITHER, EITHER],
  ],
  [
    'says nothing when copies can be of different versions',
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
])('%s', (...[, places, brackets, expected]) => {
  const candidates = Object.entries(places).map(([version, count]) => ({
    name: 'a',
    version,
    isPublic: true,
    places: count,
  }));
  const copies = brackets.map((bracket) => ({
    name: 'a',
    segments: [],
    plausible: [],
    candidateVersions: bracket,
  }));
  expect(
    withCounts(copies, lockedVersions(candidates)).map(({ candidateVersions }) => candidateVersions),
  ).toEqual(expected);
});
