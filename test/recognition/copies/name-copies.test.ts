import { expect, it } from 'vitest';
import { isDoubtful } from '../../../src/recognition/copies/name-copies.js';
import type { RankedSegment } from '../../../src/recognition/ranked-segment.js';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages } from '../../support/virtual-bundle.js';

const KEPT = `${wordsOf('kept')}\n${wordsOf('more')}\n${wordsOf('most')}`;

function releaseOf(version: string, words: string) {
  return {
    'package.json': JSON.stringify({ name: 'alpha', version, main: 'index.js' }),
    'index.js': `require('./part.js');\n${KEPT}`,
    'part.js': `${wordsOf('part')}\n${wordsOf(words)}`,
  };
}

const INDEX = indexOfPackages([releaseOf('1.0.0', 'two'), releaseOf('2.0.0', 'four')]);

/** The versions that a bundle of the package's entry and one more module can be of. */
async function versionsWith(module: string): Promise<readonly string[]> {
  const text = await bundled({ 'entry.js': 'require("a"); require("b")', a: KEPT, b: module });
  const { packages } = await foundIn(text, INDEX);
  return packages.flatMap(({ version, candidates }) => version ?? candidates);
}

it('finds versions by one of their files', async () => {
  expect(await versionsWith(`${wordsOf('part')}\n${wordsOf('two')}`)).toEqual(['1.0.0']);
});

it('rules no version out by a module that is hardly explained', async () => {
  const another = `${wordsOf('part')}\n${wordsOf('two')}\n${wordsOf('foreign')}`;
  expect(await versionsWith(another)).toEqual(['1.0.0', '2.0.0']);
});

it.each([
  ['whole', 1, 1, false, false],
  ['a part of a CommonJS file', 0.6, 1, false, true],
  ['a part of an ECMAScript module', 0.6, 1, true, false],
  ['explained in part', 1, 2, false, true],
])('takes a copy for a doubtful one or not: %s', (...[, coverage, total, isEsModule, expected]) => {
  const segment = { weight: 1, total, file: { isEsModule } };
  const segments = [{ segment, coverage }] as unknown as RankedSegment[];
  const copy = { name: 'alpha', segments, plausible: [], candidateVersions: [] };
  expect(isDoubtful(copy)).toBe(expected);
});
