import { expect, it } from 'vitest';
import { benchModule } from './bench-module.js';

interface Figures {
  readonly figuresOf: (bundles: readonly unknown[]) => Record<string, number | null>;
}

const { figuresOf } = await benchModule<Figures>('figures.mjs');

const row = {
  state: 'exact',
  isRight: true,
  holdsTruth: true,
  size: 1,
  guess: '1.0.0',
  decision: 'affected',
  bytes: 500,
  confidence: 'high',
};
const copy = {
  name: 'a',
  version: '1.0.0',
  keptBytes: 500,
  isIndexed: true,
  reachable: true,
  affected: true,
  row,
};

/** Without code to show. */
const inferred = { ...row, bytes: 0 };

/**
 * Ten copies: six named, four of these located, of which one is large; four not named, of those three not in the index and two out
 * of its reach. Two rows too many, one of them located.
 */
const BUNDLE = {
  copies: [
    copy,
    { ...copy, keptBytes: 1000, affected: false, row: { ...row, decision: 'clean' } },
    { ...copy, affected: null, row: { ...inferred, decision: 'clean' } },
    { ...copy, row: { ...row, state: 'set', isRight: false, size: 3, guess: '2.0.0', decision: 'open' } },
    { ...copy, row: { ...row, isRight: false, holdsTruth: false, guess: '2.0.0', decision: 'clean' } },
    {
      ...copy,
      affected: false,
      row: {
        ...inferred,
        state: 'unknown',
        isRight: false,
        holdsTruth: false,
        size: null,
        guess: null,
        decision: 'open',
      },
    },
    { ...copy, keptBytes: 1500, row: null },
    { ...copy, affected: false, isIndexed: false, row: null },
    { ...copy, affected: null, isIndexed: false, reachable: false, row: null },
    { ...copy, affected: null, isIndexed: false, reachable: false, row: null },
  ],
  surplus: [inferred, row],
  coverage: {
    codeBytes: 10_000,
    trueBundled: 5000,
    bundled: 3000,
    unattributed: 4000,
    firstParty: 300,
    trueFirstParty: 400,
  },
};

it.each([
  ['precision', 6 / 8],
  ['recallOfIndexed', 6 / 7],
  ['recall', 6 / 8],
  ['recallOfAll', 6 / 10],
  ['located', 4 / 10],
  ['locatedOfIndexed', 4 / 7],
  ['locatedOfLarge', 1 / 2],
  ['precisionOfLocated', 4 / 5],
  ['truthInSet', 4 / 10],
  ['misreported', 2 / 10],
  ['stated', 5 / 6],
  ['exact', 4 / 6],
  ['exactRight', 3 / 4],
  ['holdsTruth', 4 / 5],
  ['firstGuess', 3 / 6],
  ['setSize', 7 / 5],
  ['judged', 5],
  ['decided', 3 / 5],
  ['decidedRight', 2 / 3],
  ['falselyClean', 1 / 3],
  ['falselyAffected', 0],
  // Four vulnerable ones: one affected, one open, one called clean, one not named.
  ['shown', 2 / 4],
  ['trueBundled', 0.5],
  ['bundled', 0.3],
  ['unattributed', 0.4],
  ['ownReported', 0.75],
])('%s', (figure, value) => {
  expect(figuresOf([BUNDLE])[figure]).toBeCloseTo(value, 10);
});

it('sums bundles up before it takes shares', () => {
  const other = { ...BUNDLE, copies: [], coverage: { ...BUNDLE.coverage, codeBytes: 30_000 } };
  const figures = figuresOf([BUNDLE, other]);
  expect(figures['precision']).toBeCloseTo(6 / 10, 10);
  expect(figures['bundled']).toBeCloseTo(6000 / 40_000, 10);
});

it('shows no share for an empty set, not 0', () => {
  expect(figuresOf([])).toMatchObject({
    copies: 0,
    precision: null,
    recall: null,
    decidedRight: null,
    shown: null,
  });
});
