import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { candidateVersions } from '../../src/release-files/candidate-versions.js';
import { judgeCopy, largestPresence } from '../../src/release-files/judge-copy.js';
import {
  releasesWith,
  sourceBytes,
  type SeenContent,
  type SeenFile,
} from '../../src/release-files/seen-file.js';
import { releaseStoreOf } from '../support/release-store.js';

const long = (word: string): string => `# ${word}\n`.repeat(300);

const STORE = releaseStoreOf({
  thing: {
    releases: {
      '1.0': {
        'thing/a.py': long('a'),
        'thing/b.py': long('b'),
        'thing/__init__.py': '',
        'thing/c.py': 'short',
      },
      '2.0': {
        'thing/a.py': long('A'),
        'thing/b.py': long('b'),
        'thing/__init__.py': '',
        'thing/c.py': 'short',
      },
    },
    others: ['1.1', '1.2', '1.3', '2.1', '2.2', '2.3'],
  },
  fork: { releases: { '1': { 'thing/b.py': long('b'), 'fork.py': 'x' } } },
});
const THING = STORE.packages[0]!;

function source(path: string, text: string): SeenFile {
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 16);
  const content: SeenContent = { kind: 'source', hash, size: Buffer.byteLength(text) };
  return { path, known: THING.files.get(path)!, content, versionTexts: [] };
}

function compiled(path: string, sourceSize: number | null): SeenFile {
  return { path, known: THING.files.get(path)!, content: { kind: 'compiled', sourceSize }, versionTexts: [] };
}

test.each<[what: string, file: SeenFile, facts: [releases: number | null, bytes: number]]>([
  ['a source of one release', source('thing/a.py', long('a')), [1, 1200]],
  ['a source of all', source('thing/b.py', long('b')), [3, 1200]],
  ['another source', source('thing/a.py', 'mine'), [0, 4]],
  ['an empty one', source('thing/__init__.py', ''), [null, 0]],
  ['compiled code by the size of its source', compiled('thing/a.py', 1200), [3, 1200]],
  ['compiled code of an empty source', compiled('thing/__init__.py', 0), [null, 0]],
  ['compiled code without a size', compiled('thing/a.py', null), [null, 0]],
])('which releases have %s', (_what, file, facts) => {
  expect([releasesWith(file), sourceBytes(file)]).toEqual(facts);
});

test('the largest part of a release that is there, empty files aside', () => {
  const known = (...paths: string[]) => paths.map((path) => THING.files.get(path)!);
  expect(largestPresence(THING, known('thing/a.py'))).toBeCloseTo(1 / 3);
  expect(largestPresence(THING, known('thing/__init__.py'))).toBe(0);
});

test.each<[what: string, files: SeenFile[], claim: object]>([
  ['all agree on one', [source('thing/a.py', long('a'))], { candidates: ['1.0', '1.1', '1.2'], by: 'files' }],
  [
    'none decides',
    [source('thing/b.py', long('b'))],
    { candidates: ['1.0', '1.1', '1.2', '1.3', '2.0', '2.1', '2.2'], by: 'files' },
  ],
  [
    'one differs',
    [source('thing/a.py', 'other'), source('thing/b.py', long('b'))],
    { candidates: ['1.0', '1.1', '1.2', '1.3', '2.0', '2.1', '2.2', '2.3'], by: 'near' },
  ],
  ['nothing is there', [], { candidates: [], by: 'near' }],
])('candidate versions where %s', (_what, files, claim) => {
  expect(candidateVersions(THING, files)).toEqual(claim);
});

test.each<[what: string, files: SeenFile[], isCopy: boolean]>([
  ['its files', [source('thing/a.py', long('a')), source('thing/c.py', 'short')], true],
  ['a file that another package has, too', [source('thing/b.py', long('b'))], false],
  ['a short file', [source('thing/c.py', 'short')], false],
  ['other files of its names', [source('thing/a.py', 'x'), source('thing/c.py', 'y')], false],
])('whether it is a copy: %s', (_what, files, isCopy) => {
  expect(judgeCopy(THING, files, STORE) !== null).toBe(isCopy);
});

test('releases beside an equal one are candidates only of packages that repeated their code before', () => {
  const sources = (word: string) => ({ 'steady.py': long(word) });
  const releases = { '1': sources('a'), '2': sources('b'), '3': sources('c'), '4': sources('d') };
  const others = ['5', '6'];
  const [steady, lazy] = releaseStoreOf({
    steady: { releases, others },
    lazy: { releases: { ...releases, '4': sources('c') }, others },
  }).packages;
  const file = { ...source('thing/a.py', long('d')), known: steady!.files.get('steady.py')! };
  expect(candidateVersions(steady!, [file]).candidates).toEqual(['4']);
  const same = { ...source('thing/a.py', long('c')), known: lazy!.files.get('steady.py')! };
  expect(candidateVersions(lazy!, [same]).candidates).toEqual(['3', '4', '5', '6']);
});
