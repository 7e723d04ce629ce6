import { expect, it } from 'vitest';
import type { OriginalFile } from '../../../src/evidence/build-evidence.js';
import {
  matchFacts,
  matchIndexed,
  sameIn,
  withMatches,
} from '../../../src/recognition/copies/original-files.js';
import { textFacts } from '../../../src/evidence/text-facts.js';
import { indexOfReleases, wordsOf } from '../../support/fingerprint-bundle.js';
import { copyOf } from '../../support/named-copies.js';
import { factsOfRelease, type Release } from '../../support/published-packages.js';

const OWNER = { kind: 'package', name: 'alpha', version: null, folder: 'node_modules/alpha' } as const;

function release(version: string, a: string, b: string): Release {
  const manifest = JSON.stringify({ name: 'alpha', version, main: 'a.js' });
  return { 'package.json': manifest, 'a.js': `require('./b');${wordsOf(a)}`, 'b.js': wordsOf(b) };
}

const RELEASES = [release('1.0.0', 'old', 'b'), release('1.2.0', 'new', 'b'), release('2.0.0', 'new', 'c')];
const INDEX = indexOfReleases(RELEASES);

function original(path: string, text: string, isHashed = true): OriginalFile {
  const { hash, size } = textFacts(text);
  return { owner: OWNER, path, size, hash: isHashed ? hash : null };
}

const A = original('a.js', `require('./b');${wordsOf('new')}`);
const B = original('b.js', wordsOf('b'));
const CHANGED = original('b.js', `${wordsOf('b')} // more`);

it.each<[string, OriginalFile[], string[]]>([
  ['all of their files', [A, B], ['1.2.0']],
  ['what is there of them', [A], ['1.2.0', '2.0.0']],
  [
    'files of the same sizes, if only sizes are known',
    [original('b.js', wordsOf('x'), false)],
    ['1.0.0', '1.2.0', '2.0.0'],
  ],
  ['no file that is changed', [A, CHANGED], []],
  ['no other files', [original('x.js', 'x')], []],
])('finds versions by %s', (_case, originals, expected) => {
  expect(sameIn(matchIndexed('alpha', originals, INDEX))).toEqual(expected);
});

it('compares with a version that was read the same way', () => {
  expect(matchFacts([A, B], factsOfRelease(release('2.0.0', 'new', 'c')))).toEqual({ same: 1, other: 1 });
});

const PUBLISHED = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '2.0.0'];

it.each<[string, OriginalFile[], string[], string[]]>([
  ['those with its files, and unread ones between them', [A, B], PUBLISHED, ['1.1.0', '1.2.0', '1.3.0']],
  ['what else is known of it', [A, B], ['1.2.0', '2.0.0'], ['1.2.0']],
  ['its files, whatever else is known', [A, B], ['2.0.0'], ['1.1.0', '1.2.0', '1.3.0']],
  ['all but those that have other files', [CHANGED], PUBLISHED, ['1.1.0', '1.3.0']],
  ['what is known where nothing was compared', [], ['2.0.0'], ['2.0.0']],
])('leaves %s', (...[, originals, candidates, expected]) => {
  const matches = matchIndexed('alpha', originals, INDEX);
  expect(withMatches(copyOf('alpha', candidates), matches, PUBLISHED).candidateVersions).toEqual(expected);
});

it('takes the newest of versions that have the same files first', () => {
  const matches = matchIndexed('alpha', [A], INDEX);
  expect(withMatches(copyOf('alpha', PUBLISHED), matches, PUBLISHED)).toMatchObject({
    plausible: ['2.0.0', '1.2.0'],
    note: 'its files are as in 2.0.0',
    isStated: true,
  });
});
