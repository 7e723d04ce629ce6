import { expect, it } from 'vitest';
import { candidateVersions } from '../../../src/recognition/likelihood/candidate-versions.js';

const PUBLISHED = ['1.0.0', '1.1.0', '1.2.0', '1.3.0-beta.1', '1.3.0', '1.4.0', '2.0.0'];

it.each<[string, string[], string[], string[]]>([
  [
    'all between those that do not fit',
    ['1.0.0', '1.2.0', '2.0.0'],
    ['1.2.0'],
    ['1.1.0', '1.2.0', '1.3.0', '1.4.0'],
  ],
  ['the one between neighbours', ['1.1.0', '1.2.0', '1.3.0'], ['1.2.0'], ['1.2.0']],
  ['all beyond the newest one tested', ['1.3.0', '1.4.0'], ['1.4.0'], ['1.4.0', '2.0.0']],
  ['all before the oldest one tested', ['1.2.0', '1.3.0'], ['1.2.0'], ['1.0.0', '1.1.0', '1.2.0']],
  [
    'a pre-release only when it was tested',
    ['1.2.0', '1.3.0-beta.1', '1.3.0'],
    ['1.3.0-beta.1'],
    ['1.3.0-beta.1'],
  ],
  ['nothing when none fits', ['1.0.0'], [], []],
])('holds %s', (...[, tested, plausible, expected]) => {
  const candidates = candidateVersions({
    published: PUBLISHED,
    tested: new Set(tested),
    plausible: new Set(plausible),
  });
  expect(candidates).toEqual(expected);
});

const CANDIDATES = Array.from({ length: 10 }, (_, at) => `1.0.0-rc.${at + 1}`);

it.each<[string, string[], string[]]>([
  [
    'long-term support that is versioned as one',
    ['1.4.5-lts.1', '1.4.5-lts.2'],
    ['1.4.5-lts.1', '1.4.5-lts.2'],
  ],
  ['of many release candidates', CANDIDATES, CANDIDATES],
  ['not of few', CANDIDATES.slice(1), []],
  ['not of many nightly builds', CANDIDATES.map((each) => each.replace('rc', 'canary')), []],
])('holds pre-releases that people deploy: %s', (_, preReleases, expected) => {
  const candidates = candidateVersions({
    published: ['0.22.0', ...preReleases, '2.0.0'],
    tested: new Set(['0.22.0', '2.0.0']),
    plausible: new Set(['2.0.0']),
  });
  expect(candidates).toEqual([...expected, '2.0.0']);
});
