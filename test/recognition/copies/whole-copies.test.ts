import { expect, test } from 'vitest';
import { areTwoWholes, wholeShare } from '../../../src/recognition/copies/whole-copies.js';
import type { RankedSegment } from '../../../src/recognition/ranked-segment.js';
import type { ObservedText } from '../../../src/recognition/read/observed-text.js';
import type { PackageCoverage } from '../../../src/recognition/select/package-coverage.js';

const PACKAGE = { name: 'alpha', versions: ['1.0.0'], sets: [[0]] };
const FILES = ['dist.js', 'lib.js'].map((path) => ({ path, package: PACKAGE, isEsModule: false }));
const FEATURES = Array.from({ length: 10 }, (_, at) => at);

/** A copy in which so many of the ten features are in both files, the others in the first alone. */
function copyWith(shared: number) {
  const index = { files: FILES, groups: { files: [0, 1], sets: [0, 0] } };
  const groups = FEATURES.map((at) => (at < shared ? [0, 1] : [0]));
  return { version: '1.0.0', observed: { index, groups } as unknown as ObservedText };
}

test.each<[what: string, shared: number, ofPackage: number, share: number]>([
  ['most of it is in other files, too', 6, 0.4, 0.9],
  ['most of it is in no other file', 4, 0.4, 0.4],
  ['it is little of its package', 10, 0.3, 0.3],
])('a nearly complete file is a whole package or a part of one: %s', (...[, shared, ofPackage, share]) => {
  const part = [
    { segment: { file: FILES[0] }, ownFeatures: FEATURES, coverage: 0.9 },
  ] as unknown as RankedSegment[];
  const coverage = { shareOf: () => ofPackage } as unknown as PackageCoverage;
  expect(wholeShare(part, copyWith(shared), coverage)).toBe(share);
});

test.each([
  [[0.7, 0.9], true],
  [[0.55, 1], false],
  [[0.7, 0.75], false],
])('parts of %j of a package are two wholes: %s', (shares, expected) => {
  expect(areTwoWholes(shares)).toBe(expected);
});
