import { expect, it } from 'vitest';
import { BundleLevels, partLevels } from '../../../src/analysis/reachability/bundle-levels.js';
import type { PartFacts } from '../../../src/analysis/reachability/facts.js';
import { LEVEL } from '../../../src/analysis/reachability/levels.js';

const PARTS: readonly PartFacts[] = [
  [0, 100, [1], [2]],
  [10, 50, [], [4]],
  [20, 30, [], []],
  [50, 60, [], []],
  [70, 80, [1], []],
];

it.each([
  [LEVEL.start, [LEVEL.start, LEVEL.start, LEVEL.call, LEVEL.none, LEVEL.call]],
  [LEVEL.call, [LEVEL.call, LEVEL.call, LEVEL.call, LEVEL.none, LEVEL.call]],
  [LEVEL.may, [LEVEL.may, LEVEL.may, LEVEL.may, LEVEL.none, LEVEL.may]],
])('parts of a file of level %s', (ofFile, levels) => {
  expect(partLevels(PARTS, ofFile)).toEqual(levels);
});

it('ends at a circle', () => {
  expect(
    partLevels(
      [
        [0, 9, [1], []],
        [1, 4, [2], []],
        [5, 8, [1], []],
      ],
      LEVEL.start,
    ),
  ).toEqual([3, 3, 3]);
});

it.each<[what: string, ranges: readonly (readonly [number, number])[], level: number]>([
  ['outside of modules', [[5, 8]], LEVEL.start],
  ['after the last module', [[95, 99]], LEVEL.start],
  ['in a module', [[12, 15]], LEVEL.start],
  ['in a module of a module', [[20, 25]], LEVEL.call],
  ['after an inner module', [[30, 40]], LEVEL.start],
  ['in a module that nothing mentions', [[50, 60]], LEVEL.may],
  ['between modules', [[65, 70]], LEVEL.start],
  [
    'in two modules: the one that is surely loaded counts',
    [
      [50, 60],
      [72, 80],
    ],
    LEVEL.call,
  ],
  ['nowhere', [], LEVEL.may],
])('a package %s', (_what, ranges, level) => {
  expect(new BundleLevels(PARTS, LEVEL.start).levelOf({ path: 'index.js', ranges })).toBe(level);
});
