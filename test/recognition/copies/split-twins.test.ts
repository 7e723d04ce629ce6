import { expect, it } from 'vitest';
import { wordsOf } from '../../support/fingerprint-bundle.js';
import { doubledShare, splitTwins } from '../../../src/recognition/copies/split-twins.js';
import type { ObservedText } from '../../../src/recognition/read/observed-text.js';
import type { RankedSegment } from '../../../src/recognition/ranked-segment.js';
import { bundled, foundIn, indexOfPackages } from '../../support/virtual-bundle.js';

const SMALL = `exports.small = (a) => [a.smallField, 'a small thing', 'another small thing'];`;
const RELEASE = {
  'package.json': JSON.stringify({ name: 'alpha', version: '1.0.0', main: 'index.js' }),
  'index.js': `require('./part.js'); require('./small.js');\n${wordsOf('kept')}`,
  'part.js': wordsOf('part'),
  'small.js': SMALL,
};

function copyOf(folder: string): Record<string, string> {
  return {
    [folder]: `require('${folder}/part'); require('${folder}/small');\n${wordsOf('kept')}`,
    [`${folder}/part`]: RELEASE['part.js'],
    [`${folder}/small`]: SMALL,
  };
}

it('splits copies beside a part that is no copy', async () => {
  const text = await bundled({
    'entry.js': 'require("a"); require("b"); require("c/small")',
    ...copyOf('a'),
    ...copyOf('b'),
    'c/small': SMALL,
  });
  expect((await foundIn(text, indexOfPackages([RELEASE]))).packages).toHaveLength(2);
});

it('splits copies by one large file of a much larger package', async () => {
  const large = ['one', 'two', 'three', 'four'].map(wordsOf).join('\n');
  const rest = Array.from({ length: 12 }, (_, at) => wordsOf(`rest${at}x`)).join('\n');
  const release = {
    'package.json': JSON.stringify({ name: 'huge', version: '1.0.0', main: 'index.js' }),
    'index.js': `require('./large.js');\n${rest}`,
    'large.js': large,
  };
  const text = await bundled({
    'entry.js': 'require("a"); require("b/large")',
    a: `require('a/large');\n${rest}`,
    'a/large': large,
    'b/large': large,
  });
  expect((await foundIn(text, indexOfPackages([release]))).packages).toHaveLength(2);
});

it('does not count a mostly unknown module as a copy', async () => {
  const alike = wordsOf('kept')
    .slice(0, 3000)
    .replace(/\n[^\n]*$/, '');
  const text = await bundled({
    'entry.js': 'require("a"); require("b")',
    ...copyOf('a'),
    b: `${alike}\n${wordsOf('else').split('\n').slice(0, 20).join('\n')}`,
  });
  expect((await foundIn(text, indexOfPackages([RELEASE]))).packages).toHaveLength(1);
});

interface Part {
  readonly path: string;
  readonly weight: number;
  readonly coverage?: number;
}

/** Segments in the order of the text. Segments of one file share their only feature. */
function segmentsOf(parts: readonly Part[]): RankedSegment[] {
  const paths = [...new Set(parts.map(({ path }) => path))];
  return parts.map(({ path, weight, coverage = 1 }, at) => {
    const file = { path, isEntry: false, isEsModule: false, package: { name: 'alpha', versions: ['1.0.0'] } };
    const segment = { file, weight, total: weight, isWrapped: false, ranges: [[at, at + 1]] };
    return { segment, coverage, explained: weight, ownFeatures: [paths.indexOf(path)] };
  }) as unknown as RankedSegment[];
}

const COPY = {
  version: '1.0.0',
  observed: { weights: [1, 1], groups: [], index: {} } as unknown as ObservedText,
};

it.each([
  [60, 2],
  [40, 1],
])('a file of weight %i twice beside code of weight 100 makes %i copies', (weight, copies) => {
  const twice = { path: 'a.js', weight };
  const segments = segmentsOf([twice, { path: 'b.js', weight: 100 }, twice]);
  expect(splitTwins(segments, COPY, () => true)).toHaveLength(copies);
});

it.each([
  [0.6, 1],
  [0.4, 0],
])('of files that are there to %f, the share %f is there twice', (coverage, share) => {
  const part = segmentsOf([{ path: 'a.js', weight: 10, coverage }]);
  expect(doubledShare(part, part)).toBe(share);
});
