import { expect, it } from 'vitest';
import { BundleLevels, partLevels } from '../../../src/analysis/reachability/bundle-levels.js';
import type { CodeFacts, PartFacts } from '../../../src/analysis/reachability/facts.js';
import { LEVEL } from '../../../src/analysis/reachability/levels.js';

const PARTS: readonly PartFacts[] = [
  [[1], [2]],
  [[], [4]],
  [[], []],
  [[], []],
  [[1], []],
];

/** A comment at 0, a function at 5, code at 90; part 1 at 10, with part 2 in it; parts 3 and 4. */
const CODE: readonly CodeFacts[] = [
  [5, 8, 0, 0],
  [10, 20, 1, 1],
  [22, 30, 2, 1],
  [30, 48, 1, 1],
  [52, 58, 3, 1],
  [72, 78, 4, 1],
  [90, 99, 0, 1],
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
        [[1], []],
        [[2], []],
        [[1], []],
      ],
      LEVEL.start,
    ),
  ).toEqual([3, 3, 3]);
});

it.each<[what: string, ranges: readonly (readonly [number, number])[], level: number]>([
  ['outside of modules', [[95, 99]], LEVEL.start],
  ['of functions that are only declared', [[4, 9]], LEVEL.start],
  ['in a module', [[12, 15]], LEVEL.start],
  ['in a module of a module', [[20, 25]], LEVEL.call],
  ['after an inner module', [[30, 40]], LEVEL.start],
  ['in a module that nothing mentions', [[50, 60]], LEVEL.may],
  ['with a comment and the wrapper around its module', [[60, 81]], LEVEL.call],
  [
    'of declared functions and a module',
    [
      [0, 9],
      [60, 81],
    ],
    LEVEL.start,
  ],
  ['without code', [[82, 88]], LEVEL.may],
  ['that reaches from a module into code outside of modules', [[70, 95]], LEVEL.start],
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
  const bundle = { parts: PARTS, code: CODE };
  expect(new BundleLevels(bundle, LEVEL.start).levelOf({ path: 'index.js', ranges })).toBe(level);
});

it('a function that is only declared does not count beside a module in one place', () => {
  const parts: readonly PartFacts[] = [
    [[], [1]],
    [[], []],
  ];
  const code: readonly CodeFacts[] = [
    [0, 9, 0, 0],
    [12, 20, 1, 1],
  ];
  const levels = new BundleLevels({ parts, code }, LEVEL.start);
  expect(levels.levelOf({ path: 'index.js', ranges: [[0, 20]] })).toBe(LEVEL.call);
  expect(levels.levelOf({ path: 'index.js', ranges: [[0, 10]] })).toBe(LEVEL.start);
});
