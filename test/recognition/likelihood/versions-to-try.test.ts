import { describe, expect, it } from 'vitest';
import {
  fitterOfRanges,
  nextToHalve,
  nextToTry,
  versionsInAny,
  versionsInRange,
} from '../../../src/recognition/likelihood/versions-to-try.js';

const FIVE = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0'];

describe('versionsInRange', () => {
  it.each<[string, string, string[]]>([
    ['in their order, each once', '^1.0.0', ['1.2.0', '1.10.0']],
    ['of either range', '1.2.0 || >=2', ['1.2.0', '2.0.0']],
    ['of what is no range', 'git+https://git.example.invalid/x', []],
  ])('%s', (_case, range, expected) => {
    expect(versionsInRange(['2.0.0', '1.10.0', '1.2.0', '1.10.0', 'latest'], range)).toEqual(expected);
  });
});

it.each<[string, string, string, boolean]>([
  ['a version in the range', '1.2.0', '^1.0.0', true],
  ['none outside of it', '2.0.0', '^1.0.0', false],
  ['no other than the exact one', '1.2.1', '1.2.0', false],
  ['an exact one whatever build it is', '1.2.0+5', '1.2.0', true],
  ['the required pre-release', '1.0.0-beta.1', '1.0.0-beta.1', true],
  ['any where the range is a tag', '1.2.0', 'latest', true],
  ['any where it is another package', '1.2.0', 'npm:other@^3.0.0', true],
])('fits %s', (...[, version, range, expected]) => {
  const fits = fitterOfRanges();
  expect([fits(version, range), fits(version, range)]).toEqual([expected, expected]);
});

it.each<[string, string[], string[]]>([
  ['the exactly required versions', ['1.2.0', '2.0.0'], ['1.2.0', '2.0.0']],
  ['versions with build metadata, which ranges pass over', ['1.3.0'], ['1.3.0+build']],
  ['versions in ranges', ['~1.2.0', '^2.0.0'], ['1.2.0', '2.0.0']],
  ['none if one requirement is no range', ['1.2.0', 'workspace:^'], []],
  ['none without a range', [], []],
])('knows %s', (_case, ranges, expected) => {
  expect(versionsInAny(['2.0.0', '1.2.0', '1.3.0+build'], ranges)).toEqual(expected);
});

it('tries the newest, the middle, the oldest, then the quarters', () => {
  const tried = new Set<string>();
  for (let at = 0; at < 6; at += 1) for (const version of nextToTry(FIVE, tried, 1)) tried.add(version);
  expect([...tried]).toEqual(['1.4.0', '1.2.0', '1.0.0', '1.3.0', '1.1.0']);
});

it('tries a lone version once', () => {
  expect(nextToTry(['1.0.0'], new Set(), 3)).toEqual(['1.0.0']);
  expect(nextToTry(['1.0.0'], new Set(['1.0.0']), 3)).toEqual([]);
});

it.each<[string, string[], number, string[]]>([
  ['the middle of the longest run', ['1.3.0'], 1, ['1.1.0']],
  ['of two runs', ['1.3.0'], 2, ['1.1.0', '1.4.0']],
  ['nothing when all were compared with', FIVE, 2, []],
])('halves %s', (...[, tested, count, expected]) => {
  expect(nextToHalve(FIVE, new Set(tested), count)).toEqual(expected);
});
