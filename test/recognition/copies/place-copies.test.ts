import { expect, it } from 'vitest';
import type { Claim, OriginalFile, BuildEvidence } from '../../../src/evidence/build-evidence.js';
import { noEvidence } from '../../../src/evidence/build-evidence.js';
import type { RecognisedCopy } from '../../../src/recognition/recognised-copy.js';
import { placeCopies } from '../../../src/recognition/copies/place-copies.js';
import { copiesInEvidence } from '../../../src/recognition/compose-rows/copies-in-evidence.js';
import type { RankedSegment } from '../../../src/recognition/ranked-segment.js';
import type { OwningPackage } from '../../../src/evidence/source-owner.js';
import { textFacts } from '../../../src/evidence/text-facts.js';
import { indexOfReleases, wordsOf } from '../../support/fingerprint-bundle.js';

const FILES = ['index.js', 'lib/x.js', 'lib/y.js', 'lib/z.js'];
const PARTS = FILES.slice(1).map((path) => [path, wordsOf(path.replace(/\W/g, ''))] as const);
const INDEX = indexOfReleases([
  {
    'package.json': '{"name":"a","version":"1.0.0"}',
    'index.js': "require('./lib/x'); require('./lib/y'); require('./lib/z'); exports.a = 1;",
    ...Object.fromEntries(PARTS),
  },
  { 'package.json': '{"name":"b","version":"1.0.0"}', 'index.js': wordsOf('b') },
]);

const ownerIn = (folder: string): OwningPackage => {
  return { kind: 'package', name: folder.slice(folder.lastIndexOf('/') + 1), version: null, folder };
};

/** A recognised copy, whose weight is its length. */
function copyAt(name: string, start: number, end: number): RecognisedCopy {
  const segment = { ranges: [[start, end]], weight: end - start };
  return {
    name,
    segments: [{ segment }] as unknown as RankedSegment[],
    plausible: ['1.0.0'],
    candidateVersions: ['1.0.0'],
  };
}

function evidenced(folders: readonly string[], more: Partial<BuildEvidence> = {}): BuildEvidence {
  const mentions = folders.map((folder) => ({
    package: ownerIn(folder),
    detail: null,
    confidence: 'high' as const,
  }));
  return { ...noEvidence('index.js'), mentions, ...more };
}

function original(path: string, text: string): OriginalFile {
  return { owner: ownerIn('node_modules/a'), path, ...textFacts(text) };
}

const claim = (folder: string, start: number, end: number): Claim => ({ start, end, owner: ownerIn(folder) });
const MANIFEST = {
  folder: 'node_modules/a',
  version: '1.0.0',
  method: 'manifest' as const,
  path: 'index.js',
  detail: '',
  confidence: 'high' as const,
};
const COUNTED = { isWhole: true };
const TWO = ['node_modules/a', 'node_modules/x/node_modules/a'];

it.each<[string, RecognisedCopy[], BuildEvidence[], Claim[], string[]]>([
  ['as it is without evidence', [copyAt('a', 0, 9)], [], [], ['a']],
  [
    'with the folder that claims its text',
    [copyAt('a', 0, 9)],
    [evidenced(TWO)],
    [claim('node_modules/x/node_modules/a', 0, 9)],
    ['a node_modules/x/node_modules/a', '(a) node_modules/a'],
  ],
  [
    'not at all if another package claims its text',
    [copyAt('a', 0, 9)],
    [evidenced(['node_modules/b'])],
    [claim('node_modules/b', 0, 9)],
    ['(b) node_modules/b'],
  ],
  [
    'with the one folder of its name',
    [copyAt('a', 0, 9)],
    [evidenced(['node_modules/a'])],
    [],
    ['a node_modules/a'],
  ],
  [
    'as it is when there are several of its name',
    [copyAt('a', 0, 9)],
    [evidenced(TWO)],
    [],
    ['a', ...TWO.map((each) => `(a) ${each}`)],
  ],
  [
    'not at all if the evidence is complete and lacks its name, and it is uncertain',
    [copyAt('b', 0, 9)],
    [evidenced(['node_modules/a'], COUNTED)],
    [],
    ['(a) node_modules/a'],
  ],
  [
    'as it is if the evidence is complete and lacks its name, but it is certain',
    [copyAt('b', 0, 60)],
    [evidenced(['node_modules/a'], COUNTED)],
    [],
    ['b', '(a) node_modules/a'],
  ],
  [
    'not at all if the evidence is complete and names another copy',
    [copyAt('a', 0, 60), copyAt('a', 61, 199)],
    [evidenced(['node_modules/a'], COUNTED)],
    [],
    ['a node_modules/a'],
  ],
  [
    'as it is if the evidence is complete, but states another version of a certain copy',
    [copyAt('a', 0, 99), { ...copyAt('a', 100, 160), candidateVersions: ['2.0.0'] }],
    [evidenced(['node_modules/a'], { ...COUNTED, versions: [MANIFEST] })],
    [],
    ['a node_modules/a', 'a'],
  ],
  [
    'the heaviest one first',
    [copyAt('a', 0, 9), copyAt('a', 10, 99)],
    [evidenced(['node_modules/a'], COUNTED)],
    [],
    ['a node_modules/a'],
  ],
  [
    'with the manifest that fits it, whatever weighs more',
    [{ ...copyAt('a', 10, 99), candidateVersions: ['2.0.0'] }, copyAt('a', 0, 9)],
    [evidenced(['node_modules/a'], { versions: [MANIFEST] })],
    [],
    ['a', 'a node_modules/a'],
  ],
  [
    'with the manifest that is there, when no other copy fits it',
    [{ ...copyAt('a', 10, 99), candidateVersions: ['2.0.0'] }],
    [evidenced(['node_modules/a'], { versions: [MANIFEST] })],
    [],
    ['a node_modules/a'],
  ],
])('matches a copy %s', (...[, copies, evidence, claims, expected]) => {
  const placed = placeCopies(copies, {
    evidenced: copiesInEvidence(evidence, claims, 100),
    claims,
    index: INDEX,
  });
  const textOf = ({ name, segments, evidenced: own }: RecognisedCopy): string =>
    `${segments.length > 0 ? name : `(${name})`} ${own?.owner.folder ?? ''}`.trim();
  expect(placed.map(textOf)).toEqual(expected);
});

it.each<[string, string, OriginalFile[], boolean]>([
  ['has its files', 'node_modules/old', FILES.map((path) => original(path, 'changed')), true],
  ['has a file as it published it', 'node_modules/old', [original('index.js', wordsOf('b'))], false],
  [
    'has a file of it as it published it',
    'node_modules/old',
    [original('lib/x.js', wordsOf('libxjs'))],
    true,
  ],
  ['is a package that is known', 'node_modules/b', FILES.map((path) => original(path, 'changed')), false],
  [
    'has a few files of the same names',
    'node_modules/old',
    FILES.slice(0, 2).map((path) => original(path, 'x')),
    false,
  ],
])(
  'takes a copy for what lies in a folder of another name, or not, when that %s',
  (...[, folder, originals, isIt]) => {
    const claims = [claim(folder, 0, 9)];
    const evidence = [
      evidenced([folder], { originals: originals.map((each) => ({ ...each, owner: ownerIn(folder) })) }),
    ];
    const placed = placeCopies([copyAt('a', 0, 9)], {
      evidenced: copiesInEvidence(evidence, claims, 10),
      claims,
      index: INDEX,
    });
    expect(placed.map(({ name, evidenced: own }) => [name, own?.owner.folder])).toEqual([
      [isIt ? 'a' : folder.slice('node_modules/'.length), folder],
    ]);
  },
);

it('knows imports of a copy if evidence has imports at all', () => {
  const imports = [{ from: ownerIn('node_modules/a'), to: ownerIn('node_modules/b') }];
  const importsOf = (evidence: BuildEvidence): (readonly string[] | null)[] =>
    [...copiesInEvidence([evidence], [], 100).copies.values()].map(
      (each) => each.imports && [...each.imports],
    );
  expect(importsOf(evidenced(['node_modules/a', 'node_modules/b'], { imports }))).toEqual([['b'], []]);
  expect(importsOf(evidenced(['node_modules/a']))).toEqual([null]);
});
