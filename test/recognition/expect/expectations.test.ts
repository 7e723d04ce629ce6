import { expect, it } from 'vitest';
import {
  Expectations,
  guessOf,
  type UnmetRequirement,
} from '../../../src/recognition/expect/expectations.js';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import { openIndex } from '../../../src/recognition/index/open-index.js';
import { indexBytesOf, releaseOf } from '../../support/fingerprint-bundle.js';

const LISTED = ['1.0.0', '1.1.0', '2.0.0', '2.1.0', '3.0.0'];
const index = openIndex(
  indexBytesOf([releaseOf('alpha', '1.0.0')], {
    beta: Object.fromEntries(LISTED.map((version) => [version, {}])),
  }),
);

function needOf(
  name: string,
  dependent: string,
  ...ranges: readonly [string, ...string[]]
): UnmetRequirement {
  return {
    name,
    dependent: dependent,
    dependentVersion: '1.0.0',
    isImported: true,
    ranges: new Set(ranges),
    likely: ranges[0],
  };
}

function copyOf(name: string, candidates: readonly string[]): RecognisedCopy {
  return { name, segments: [], plausible: [], candidateVersions: candidates };
}

/** Expected packages, as folder and versions. */
function expected(
  needs: readonly UnmetRequirement[],
  { copies = [], locked = {} }: { copies?: RecognisedCopy[]; locked?: Record<string, string[]> } = {},
): Record<string, string> {
  const lists = Object.entries(locked).map(
    ([name, versions]) => [name, new Map(versions.map((version) => [version, 1]))] as const,
  );
  const expectations = new Expectations({ index, locked: new Map(lists), copies });
  expectations.add(needs);
  return Object.fromEntries(
    expectations.all.map(({ folder, versions }) => [
      folder.replaceAll('node_modules/', ''),
      versions.join(' '),
    ]),
  );
}

it('is one copy for all dependents that can share it, in a version that all of them allow', () => {
  const needs = [needOf('beta', 'a', '^2.0.0', '^1.0.0'), needOf('beta', 'b', '>=2.1.0')];
  expect(expected(needs)).toEqual({ beta: '2.1.0' });
});

it('is another copy for dependents that cannot share it', () => {
  const needs = [needOf('beta', 'a', '^2.0.0'), needOf('beta', 'b', '^1.0.0'), needOf('beta', 'c', '<1.1.0')];
  expect(expected(needs)).toEqual({ beta: '2.0.0 2.1.0', 'b/beta': '1.0.0' });
});

it.each<[what: string, candidates: string[], answer: Record<string, string>]>([
  ['is none where a recognised copy can be given', ['1.1.0', '2.0.0'], {}],
  ['is none beside one of unknown version', [], {}],
  ['is there besides a recognised copy outside the range', ['3.0.0'], { 'a/beta': '2.0.0 2.1.0' }],
])('%s', (_what, candidates, answer) => {
  expect(expected([needOf('beta', 'a', '^2.0.0')], { copies: [copyOf('beta', candidates)] })).toEqual(answer);
});

it('has locked versions, exactly required ones, or unknown ones', () => {
  const needs = [
    needOf('beta', 'a', '^2.0.0'),
    needOf('gamma', 'a', '1.2.3'),
    needOf('delta', 'a', '^1.0.0'),
  ];
  expect(expected(needs, { locked: { beta: ['2.7.0', '3.0.0'] } })).toEqual({
    beta: '2.7.0',
    gamma: '1.2.3',
    delta: '',
  });
  const unknown = [needOf('delta', 'a', '^1.0.0'), needOf('delta', 'b', '^2.0.0')];
  expect(expected(unknown)).toEqual({ delta: '' });
});

it('ends with four copies of one package', () => {
  const needs = LISTED.map((version, at) => needOf('beta', `dependent${at}`, version));
  expect(Object.keys(expected(needs))).toHaveLength(4);
});

it('returns new packages, guesses the newest in the likeliest ranges, and drops packages', () => {
  const expectations = new Expectations({ index, locked: new Map(), copies: [] });
  const [beta] = expectations.add([needOf('beta', 'a', '^2.0.0', '*'), needOf('beta', 'b', '^3.0.0', '*')]);
  expect(expectations.add([needOf('beta', 'c', '*')])).toEqual([]);
  expect(beta && guessOf(beta)).toBe('2.1.0');
  if (beta) expectations.drop(beta);
  expect(expectations.all).toEqual([]);
});
