import { expect, it } from 'vitest';
import type { OriginalFile } from '../../../src/evidence/build-evidence.js';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import { sameIn, withMatches, type Match } from '../../../src/recognition/copies/original-files.js';
import { readOriginals } from '../../../src/recognition/closure/read-originals.js';
import { textFacts } from '../../../src/evidence/text-facts.js';
import { releaseOf } from '../../support/fingerprint-bundle.js';
import { publishedFrom } from '../../support/published-packages.js';

const OWNER = { kind: 'package', name: 'alpha', version: null, folder: 'node_modules/alpha' } as const;

/** Releases 1.0.0 to 1.9.0; a letter names the topic of each. */
function releasesOf(topics: string) {
  return Array.from(topics, (topic, at) => releaseOf('alpha', `1.${at}.0`, { topic }));
}

const versionsOf = (topics: string): string[] => Array.from(topics, (_topic, at) => `1.${at}.0`);

/** Reads until no version is open. Returns the remaining versions and those that were read. */
async function settle(topics: string, topic: string, budget = Infinity) {
  const releases = releasesOf(topics);
  const published = publishedFrom(releases, { budget });
  const text = releaseOf('alpha', '0.0.0', { topic })['index.js'] ?? '';
  const originals: OriginalFile[] = [{ owner: OWNER, path: 'index.js', ...textFacts(text) }];
  const versions = versionsOf(topics);
  const evidenced: RecognisedCopy = {
    name: 'alpha',
    segments: [],
    plausible: [],
    candidateVersions: versions,
    evidenced: { owner: OWNER, imports: null, originals, version: null },
  };
  const matches = new Map<string, Match>();
  const known = new Map([[OWNER.folder, { matches, read: 0 }]]);
  let copy = evidenced;
  while (published.hasBudget() && (await readOriginals([copy], known, published)))
    copy = withMatches(evidenced, matches, versions);
  return {
    left: copy.candidateVersions,
    read: published.asked.map((each) => each.slice('alpha@'.length)),
    same: sameIn(matches),
  };
}

it.each<[string, string, string, string[], string[]]>([
  ['the newest, and the one before it', 'abcd', 'd', ['1.3.0'], ['1.3.0', '1.2.0']],
  [
    'the middle of what is left',
    'abcdefgh',
    'e',
    ['1.4.0'],
    ['1.7.0', '1.3.0', '1.1.0', '1.5.0', '1.0.0', '1.2.0', '1.4.0'],
  ],
  [
    'those beside it that may be the same',
    'abbc',
    'b',
    ['1.1.0', '1.2.0'],
    ['1.3.0', '1.1.0', '1.2.0', '1.0.0'],
  ],
  ['what there is, when nothing is the same', 'abc', 'x', ['1.0.0'], ['1.2.0', '1.1.0']],
])('reads %s', async (...[, topics, topic, left, read]) => {
  const settled = await settle(topics, topic);
  expect(settled.read).toEqual(read);
  expect(settled.left).toEqual(left);
});

it('reads no more than there is budget for', async () => {
  expect(await settle('abcdefgh', 'e', 2)).toMatchObject({ read: ['1.7.0', '1.3.0'], same: [] });
});

it('reads the middle candidate version when no release that was read is the same', async () => {
  const published = publishedFrom(releasesOf('abcdefg'));
  const evidenced = { owner: OWNER, imports: null, originals: [], version: null };
  const candidates = versionsOf('abcdefg');
  const copy: RecognisedCopy = {
    name: 'alpha',
    segments: [],
    plausible: [],
    candidateVersions: candidates,
    evidenced: evidenced,
  };
  const matches = new Map([['1.6.0', { same: 1, other: 2 }]]);
  await readOriginals([copy], new Map([[OWNER.folder, { matches, read: 1 }]]), published);
  expect(published.asked).toEqual(['alpha@1.3.0']);
});

it('reads beside the version that has most of the files', async () => {
  const published = publishedFrom(releasesOf('abcdefghij'));
  const evidenced = {
    owner: OWNER,
    imports: null,
    originals: [{ owner: OWNER, path: 'x.js', size: 1, hash: 1 }],
    version: null,
  };
  const candidates = ['1.1.0', '1.2.0', '1.3.0', '1.4.0', '1.6.0', '1.7.0', '1.8.0'];
  const matches = new Map([
    ['1.0.0', { same: 0, other: 3 }],
    ['1.5.0', { same: 1, other: 2 }],
    ['1.9.0', { same: 2, other: 1 }],
  ]);
  const copy: RecognisedCopy = {
    name: 'alpha',
    segments: [],
    plausible: [],
    candidateVersions: candidates,
    evidenced: evidenced,
  };
  await readOriginals([copy], new Map([[OWNER.folder, { matches, read: 1 }]]), published);
  expect(published.asked).toEqual(['alpha@1.7.0']);
});

it('reads the likeliest version first', async () => {
  const published = publishedFrom(releasesOf('abcd'));
  const evidenced = { owner: OWNER, imports: null, originals: [], version: null };
  const copy: RecognisedCopy = {
    name: 'alpha',
    segments: [],
    plausible: ['1.1.0'],
    candidateVersions: versionsOf('abcd'),
    evidenced: evidenced,
  };
  await readOriginals([copy], new Map([[OWNER.folder, { matches: new Map(), read: 0 }]]), published);
  expect(published.asked).toEqual(['alpha@1.1.0']);
});
