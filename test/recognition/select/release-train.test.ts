import { describe, expect, it } from 'vitest';
import {
  ReleaseTrain,
  indexedAround,
  type ReleaseSnapshot,
} from '../../../src/recognition/select/release-train.js';
import { indexOfTrain } from '../../support/train-bundle.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';

const RELEASES = [
  releaseOf('@new/client', '1.0.0', { dependencies: { '@old/part': '1.0.0', '@old/alone': '1.0.0' } }),
  releaseOf('@new/client', '3.0.0', { dependencies: { '@new/part': '^2.0.0', elsewhere: '1' } }),
  releaseOf('@new/addition', '1.0.0', { dependencies: { '@new/client': '*' } }),
  releaseOf('@new/part', '1.0.0', { dependencies: { '@new/leaf': '^1.0.0' } }),
  releaseOf('@new/part', '2.1.0', { dependencies: { '@new/leaf': '^1.1.0 || ^2.0.0' } }),
  releaseOf('@new/leaf', '1.0.0'),
  releaseOf('@new/leaf', '1.2.0'),
  releaseOf('@new/leaf', '2.0.0'),
];
const INDEX = indexOfTrain(RELEASES, {
  '@new/client': {
    '2.0.0': { '@new/part': '^1.0.0', '@new/leaf': '~1.0.0' },
    '2.1.0': { '@new/part': '^1.0.0', '@new/leaf': '~1.2.0' },
    '2.2.0': { '@new/part': 'latest' },
  },
});
const train = new ReleaseTrain(INDEX.packages, INDEX);

/** `name versions` of a line. */
function shown(snapshot: ReleaseSnapshot): string[] {
  return [...snapshot].map(([name, versions]) => `${name} ${versions.join(' ')}`).sort();
}

describe('the snapshot with one more package', () => {
  it.each<[string, string, string[]]>([
    [
      'what it requires, and what that requires',
      '3.0.0',
      ['@new/client 3.0.0', '@new/leaf 1.2.0 2.0.0', '@new/part 2.1.0'],
    ],
    [
      'versions that all dependents allow, also unindexed ones',
      '2.1.0',
      ['@new/client 2.1.0', '@new/leaf 1.2.0', '@new/part 1.0.0'],
    ],
    ['nothing by what is no range', '2.2.0', ['@new/client 2.2.0', '@new/part ']],
    [
      'predecessors of the members, with their requirements under the earlier scope',
      '1.0.0',
      ['@new/client 1.0.0', '@old/leaf 1.0.0', '@old/part 1.0.0'],
    ],
  ])('is %s', (_case, version, expected) => {
    expect(shown(train.snapshotWith('@new/client', [version]))).toEqual(expected);
  });

  it('keeps the versions of members that are there already', () => {
    const snapshot = train.snapshotWith('@new/client', ['2.0.0']);
    expect(shown(train.snapshotWith('@new/addition', ['1.0.0'], { before: snapshot }))).toEqual([
      '@new/addition 1.0.0',
      '@new/client 2.0.0',
      '@new/leaf 1.0.0',
      '@new/part 1.0.0',
    ]);
  });
});

it('finds the newest version of each member when a release was published', () => {
  expect(shown(train.snapshotOf('@new/client', '3.0.0'))).toEqual([
    '@new/client 3.0.0',
    '@new/leaf 1.2.0',
    '@new/part 2.1.0',
  ]);
});

it('limits ranges to versions up to a time, or to the first one', () => {
  const until = (version: string): string[] =>
    shown(train.snapshotWith('@new/client', ['3.0.0'], { until: new Map([['@new/leaf', [version]]]) }));
  expect(until('1.2.0')).toContain('@new/leaf 1.2.0');
  expect(until('2.0.0')).toContain('@new/leaf 1.2.0 2.0.0');
  expect(until('1.0.0')).toContain('@new/leaf 1.2.0');
});

it('finds indexed versions: those of a snapshot, those around an unindexed one, the oldest for a predecessor', () => {
  const indexed = (snapshot: ReleaseSnapshot) =>
    Object.fromEntries([...train.indexedIn(snapshot)].map(([name, each]) => [name, [...each]]));
  expect(indexed(new Map([['@new/leaf', ['1.1.0', '1.2.0']]]))).toEqual({ '@new/leaf': ['1.2.0'] });
  expect(indexed(new Map([['@new/client', ['2.0.0']]]))).toEqual({ '@new/client': ['1.0.0', '3.0.0'] });
  expect(indexed(new Map([['@new/client', ['4.0.0']]]))).toEqual({ '@new/client': ['3.0.0'] });
  expect(indexed(train.snapshotWith('@old/leaf', []))).toEqual({ '@new/leaf': ['1.0.0'] });
});

it('finds the indexed versions on both sides of a snapshot', () => {
  const around = (versions: readonly string[]) =>
    train.indexedIn(new Map([['@new/client', versions]]), indexedAround).get('@new/client');
  expect(around(['2.0.0', '2.1.0'])).toEqual(new Set(['1.0.0', '3.0.0']));
  expect(around(['1.0.0'])).toEqual(new Set(['1.0.0']));
  expect(around([])).toEqual(new Set());
});

it('uses a member’s earlier name if most of its scope are there under earlier names', () => {
  const before = train.snapshotWith('@old/part', []);
  expect(train.earlierName('@new/client', before)).toBe('@old/client');
  expect(train.earlierName('@new/client', train.snapshotWith('@new/client', ['3.0.0']))).toBeNull();
});

it('distinguishes releases that require other names or other major versions', () => {
  const versions = ['1.0.0', '2.0.0', '2.1.0', '2.2.0', '3.0.0'];
  expect(train.lastOfRuns('@new/client', versions)).toEqual(['1.0.0', '2.1.0', '2.2.0', '3.0.0']);
});
