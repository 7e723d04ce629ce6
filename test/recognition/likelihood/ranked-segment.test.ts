import { expect, it } from 'vitest';
import { coverageOfFiles } from '../../../src/recognition/likelihood/ranked-segment.js';
import type { RankedSegment } from '../../../src/recognition/ranked-segment.js';

const part = (weight: number, coverage: number, isEsModule = false): RankedSegment =>
  ({ segment: { weight, file: { isEsModule } }, coverage }) as unknown as RankedSegment;

it.each<[string, RankedSegment[], number]>([
  ['by weight', [part(30, 1), part(10, 0.2)], 0.8],
  ['of ECMAScript modules as whole', [part(30, 0.1, true)], 1],
  ['of files without weight as whole', [part(0, 0)], 1],
])('measures the coverage %s', (_how, segments, expected) => {
  expect(coverageOfFiles(segments)).toBeCloseTo(expected);
});
