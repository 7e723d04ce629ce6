import { expect, it } from 'vitest';
import { haveOtherFiles, pairMeter } from '../../../src/recognition/copies/compare-copies.js';
import type { RankedSegment } from '../../../src/recognition/ranked-segment.js';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import { bundled, foundIn, indexOfPackages } from '../../support/virtual-bundle.js';

const PARTS = ['piece', 'other', 'third'];

function releaseOf(version: string, folder: string, topic: string) {
  const parts = PARTS.map((part) => [`${folder}/${part}.js`, wordsOf(`${topic}${part}`)] as const);
  return {
    'package.json': JSON.stringify({ name: 'alpha', version, main: `${folder}/main.js` }),
    [`${folder}/main.js`]: `${PARTS.map((part) => `require('./${part}.js');`).join('\n')}\n${wordsOf(topic)}`,
    ...Object.fromEntries(parts),
  };
}

const OLD = releaseOf('1.0.0', 'old', 'one');
const MIDDLE = releaseOf('2.0.0', 'middle', 'two');
const NEW = releaseOf('3.0.0', 'new', 'three');

/** Half of the old version and half of the new one, so that nothing is there twice and neither is a whole. */
const HALVES = bundled({
  'entry.js': 'require("a"); require("a/piece"); require("b"); require("b/piece")',
  a: wordsOf('one'),
  'a/piece': wordsOf('onepiece'),
  b: wordsOf('three'),
  'b/piece': wordsOf('threepiece'),
});

it('takes versions that are no neighbours in the index for two copies', async () => {
  const { packages } = await foundIn(await HALVES, indexOfPackages([OLD, MIDDLE, NEW]));
  expect(packages.map(({ version }) => version)).toEqual(['1.0.0', '3.0.0']);
});

it('keeps code that looks like two neighbours as one version between them', async () => {
  expect((await foundIn(await HALVES, indexOfPackages([OLD, NEW]))).packages).toHaveLength(1);
});

/** Segments of one package, each with its log-likelihoods of the versions 1.0.0, 2.0.0 and 3.0.0. */
function segmentsOf(...values: readonly (readonly number[])[]): RankedSegment[] {
  const versions = ['1.0.0', '2.0.0', '3.0.0'];
  const owner = { versions };
  return values.map((each) => {
    const likelihoods = new Map(each.map((value, at) => [versions[at] ?? '', value] as const));
    const known = new Map([...likelihoods].filter(([, value]) => Number.isFinite(value)));
    return { segment: { file: { package: owner } }, likelihoods: known } as unknown as RankedSegment;
  });
}

it.each<[string, readonly (readonly number[])[], boolean]>([
  [
    'they explain little more than one',
    [
      [0, -70, -70],
      [-70, -70, 0],
    ],
    false,
  ],
  [
    'they explain much more than one',
    [
      [0, -140, -140],
      [-140, -140, 0],
    ],
    true,
  ],
  [
    'neighbours explain nearly as much',
    [
      [0, -400, -400],
      [-400, -50, 0],
    ],
    false,
  ],
  [
    'neighbours explain much less',
    [
      [0, -400, -400],
      [-400, -150, 0],
    ],
    true,
  ],
  [
    'each lacks a file of the other',
    [
      [0, -Infinity, -Infinity],
      [-Infinity, -Infinity, 0],
    ],
    true,
  ],
])('two versions, of which %s: apart is %s', (_what, values, expected) => {
  expect(pairMeter(segmentsOf(...values)).areApart(['1.0.0', '3.0.0'])).toBe(expected);
});

it('parts have other files if the other version lacks half of each', () => {
  const side = (lacking: number): RankedSegment[] =>
    [lacking, 100 - lacking].map((weight, at) => {
      return {
        segment: { weight },
        holders: new Set(at === 0 ? [] : ['1.0.0', '2.0.0']),
      } as unknown as RankedSegment;
    });
  expect(haveOtherFiles([side(35), side(70)], ['1.0.0', '2.0.0'])).toBe(false);
  expect(haveOtherFiles([side(70), side(70)], ['1.0.0', '2.0.0'])).toBe(true);
});
