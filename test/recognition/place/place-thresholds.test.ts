import { expect, it } from 'vitest';
import { bestFitter } from '../../../src/recognition/place/best-fit.js';
import { fileScorer, fileWeigher, usualWeights } from '../../../src/recognition/place/file-scores.js';
import { fileTrust } from '../../../src/recognition/place/file-trust.js';
import { modulePlacer } from '../../../src/recognition/place/place-modules.js';
import { placeStatements } from '../../../src/recognition/place/place-statements.js';
import type { Piece } from '../../../src/recognition/read/pieces.js';
import { atoms, madeIndex, observed, shapes, type MadePackages } from '../../support/made-text.js';

/** Places pieces with such features: the file of each, or null. */
function placed(
  packages: MadePackages,
  pieces: readonly (readonly number[])[],
  isWrapped: boolean,
): (string | null)[] {
  const index = madeIndex(packages);
  const { text, numberOf } = observed(index, pieces.flat());
  const all = pieces.map((features, at): Piece => {
    const start = 100 * at;
    return {
      start,
      end: start + 99,
      isWrapped,
      form: null,
      ranges: [[start, start + 99]],
      features: features.map(numberOf),
    };
  });
  const weigh = fileWeigher(index);
  const score = fileScorer(text);
  const placing = { observed: text, usual: usualWeights(index, weigh), fit: bestFitter(text, weigh), score };
  const found = isWrapped
    ? all.map(modulePlacer(placing))
    : placeStatements(all, { observed: text, score, trust: () => 1 });
  return found.map((each) => each && `${each.file.package.name}/${each.file.path}`);
}

const statements = (packages: MadePackages, ...pieces: readonly (readonly number[])[]) =>
  placed(packages, pieces, false);
const modules = (packages: MadePackages, ...pieces: readonly (readonly number[])[]) =>
  placed(packages, pieces, true);
const alpha = (count: number, more = 0): MadePackages => ({
  alpha: { 'a.js': { features: [...atoms(1, count), ...atoms(50_000, more)] } },
});
const novel = (count: number): number[] => atoms(90_000, count);

it.each<[what: string, found: readonly (string | null)[], expected: readonly (string | null)[]]>([
  ['a statement with little weight is of no file', statements(alpha(4), atoms(1, 4)), [null]],
  ['a statement with more weight is of its file', statements(alpha(9), atoms(1, 9)), ['alpha/a.js']],
  [
    'a statement that is mostly new is of no file',
    statements(alpha(10), [...atoms(1, 10), ...novel(30)]),
    [null],
  ],
  [
    'a statement that is half explained is of its file',
    statements(alpha(20), [...atoms(1, 20), ...novel(20)]),
    ['alpha/a.js'],
  ],
  ['a module with hardly a feature is of no file', modules(alpha(2), atoms(1, 2)), [null]],
  ['a small module is of its file', modules(alpha(5), atoms(1, 5)), ['alpha/a.js']],
  [
    'a module that is a third explained is of no file',
    modules(alpha(35), [...atoms(1, 35), ...novel(65)]),
    [null],
  ],
  [
    'a module that is mostly explained is of its file',
    modules(alpha(70), [...atoms(1, 70), ...novel(30)]),
    ['alpha/a.js'],
  ],
  [
    'new shapes count less than new atoms',
    modules(alpha(40), [...atoms(1, 40), ...shapes(90_000, 400).filter((_, at) => at % 4 === 0)]),
    ['alpha/a.js'],
  ],
  [
    'many new shapes count',
    modules(alpha(40), [...atoms(1, 40), ...shapes(90_000, 1000).filter((_, at) => at % 4 === 0)]),
    [null],
  ],
])('%s', (_what, found, expected) => {
  expect(found).toEqual(expected);
});

it('a neighbour’s file is left only for enough that another file of the package explains better', () => {
  const files = (more: number): MadePackages => ({
    alpha: {
      'a.js': { features: atoms(1, 40) },
      'b.js': { features: [...atoms(31, 10), ...atoms(500, more)] },
    },
  });
  const second = (more: number): number[] => [...atoms(31, 10), ...atoms(500, more)];
  expect(statements(files(1), atoms(1, 30), second(1))).toEqual(['alpha/a.js', 'alpha/a.js']);
  expect(statements(files(2), atoms(1, 30), second(2))).toEqual(['alpha/a.js', 'alpha/b.js']);
});

it('a file that has more than a module loses to one that has a little less of it and nothing else', () => {
  const rivals = (more: number): MadePackages => ({
    ...alpha(50, more),
    beta: { 'b.js': { features: atoms(1, 47) } },
  });
  expect(modules(rivals(20), atoms(1, 50))).toEqual(['alpha/a.js']);
  expect(modules(rivals(45), atoms(1, 50))).toEqual(['beta/b.js']);
});

it('a wrapped module is rather of a file that is no ECMAScript module', () => {
  const rivals = (count: number): MadePackages => ({
    alpha: { 'a.js': { features: atoms(1, 100), isModule: true } },
    beta: { 'b.js': { features: atoms(1, count) } },
  });
  expect(modules(rivals(90), atoms(1, 100))).toEqual(['beta/b.js']);
  expect(modules(rivals(60), atoms(1, 100))).toEqual(['alpha/a.js']);
});

it('the trust in a file for hoisted statements grows with the share of it that is there', () => {
  const trusts = (isModule: boolean, areOthersWrapped: boolean): number[] => {
    const index = madeIndex({ alpha: { 'a.js': { features: atoms(1, 10), isModule } } });
    return [0, 50, 100].map((weight) =>
      fileTrust(index, { shared: Float64Array.of(weight), usual: () => 100, areOthersWrapped })(0),
    );
  };
  const rounded = (values: readonly number[]): string => values.map((value) => value.toFixed(2)).join(' ');
  expect(rounded(trusts(true, false))).toBe('0.50 0.75 1.00');
  expect(rounded(trusts(false, false))).toBe('0.30 0.60 0.90');
  expect(rounded(trusts(false, true))).toBe('0.00 0.30 0.45');
});
