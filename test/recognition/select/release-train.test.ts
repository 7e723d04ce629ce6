import { describe, expect, it } from 'vitest';
import {
  ReleaseTrain,
  indexedAround,
  type ReleaseSnapshot,
} from '../../../src/recognition/select/release-train.js';
import { indexOfFamily } from '../../support/family-bundle.js';
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
const INDEX = indexOfFamily(RELEASES, {
  '@new/client': {
    '2.0.0': { '@new/part': '^1.0.0', '@new/leaf': '~1.0.0' },
    '2.1.0': { '@new/part': '^1.0.0', '@new/leaf': '~1.2.0' },
    '2.2.0': { '@new/part': 'latest' },
  },
});
const family = new ReleaseTrain(INDEX.packages, INDEX);

/** `name versions` of a line. */
function told(line: ReleaseSnapshot): string[] {
  return [...line].map(([name, versions]) => `${name} ${versions.join(' ')}`).sort();
}

describe('what is there with one more package', () => {
  it.each<[string, string, string[]]>([
    [
      'what it asks for, and what that asks for',
      '3.0.0',
      ['@new/client 3.0.0', '@new/leaf 1.2.0 2.0.0', '@new/part 2.1.0'],
    ],
    [
      'of what several ask for the versions that all allow, of releases that are not indexed too',
      '2.1.0',
      ['@new/client 2.1.0', '@new/leaf 1.2.0', '@new/part 1.0.0'],
    ],
    ['nothing by what is no range', '2.2.0', ['@new/client 2.2.0', '@new/part ']],
    [
      'what was there before the members of its name, with what they ask for under its scope',
      '1.0.0',
      ['@new/client 1.0.0', '@old/leaf 1.0.0', '@old/part 1.0.0'],
    ],
  ])('is %s', (_case, version, expected) => {
    expect(told(family.lineWith('@new/client', [version]))).toEqual(expected);
  });

  it('leaves what is there already as it is', () => {
    const line = family.lineWith('@new/client', ['2.0.0']);
    expect(told(family.lineWith('@new/addition', ['1.0.0'], { before: line }))).toEqual([
      '@new/addition 1.0.0',
      '@new/client 2.0.0',
      '@new/leaf 1.0.0',
      '@new/part 1.0.0',
    ]);
  });
});

it('knows what was the newest of each member as a release was published', () => {
  expect(told(family.snapshotOf('@new/client', '3.0.0'))).toEqual([
    '@new/client 3.0.0',
    '@new/leaf 1.2.0',
    '@new/part 2.1.0',
  ]);
});

it('knows what a time leaves of ranges: what was there until then, or the first that came', () => {
  const until = (version: string): string[] =>
    told(family.lineWith('@new/client', ['3.0.0'], { until: new Map([['@new/leaf', [version]]]) }));
  expect(until('1.2.0')).toContain('@new/leaf 1.2.0');
  expect(until('2.0.0')).toContain('@new/leaf 1.2.0 2.0.0');
  expect(until('1.0.0')).toContain('@new/leaf 1.2.0');
});

it('knows indexed versions: those of a line, those around one that is not indexed, the oldest for what was before', () => {
  const indexed = (line: ReleaseSnapshot) =>
    Object.fromEntries([...family.indexedIn(line)].map(([name, each]) => [name, [...each]]));
  expect(indexed(new Map([['@new/leaf', ['1.1.0', '1.2.0']]]))).toEqual({ '@new/leaf': ['1.2.0'] });
  expect(indexed(new Map([['@new/client', ['2.0.0']]]))).toEqual({ '@new/client': ['1.0.0', '3.0.0'] });
  expect(indexed(new Map([['@new/client', ['4.0.0']]]))).toEqual({ '@new/client': ['3.0.0'] });
  expect(indexed(family.lineWith('@old/leaf', []))).toEqual({ '@new/leaf': ['1.0.0'] });
});

it('knows the indexed versions on both sides of what a line allows', () => {
  const around = (versions: readonly string[]) =>
    family.indexedIn(new Map([['@new/client', versions]]), indexedAround).get('@new/client');
  expect(around(['2.0.0', '2.1.0'])).toEqual(new Set(['1.0.0', '3.0.0']));
  expect(around(['1.0.0'])).toEqual(new Set(['1.0.0']));
  expect(around([])).toEqual(new Set());
});

it('knows what a member was called where most of its scope are there under earlier names', () => {
  const before = family.lineWith('@old/part', []);
  expect(family.earlierName('@new/client', before)).toBe('@old/client');
  expect(family.earlierName('@new/client', family.lineWith('@new/client', ['3.0.0']))).toBeNull();
});

it('tells releases apart that ask for other names, or by other majors', () => {
  const versions = ['1.0.0', '2.0.0', '2.1.0', '2.2.0', '3.0.0'];
  expect(family.lastOfRuns('@new/client', versions)).toEqual(['1.0.0', '2.1.0', '2.2.0', '3.0.0']);
});
