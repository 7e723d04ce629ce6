import { array, assert, constantFrom, oneof, property, record, tuple } from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { benchModule } from './bench-module.js';

interface Copy {
  readonly name: string;
  readonly version: string;
  readonly keptBytes: number;
}
interface Row {
  readonly name: string;
  readonly versionState: string;
  readonly version: string | null;
  readonly candidates: readonly string[];
}
interface Compare {
  readonly compare: (
    copies: readonly Copy[],
    rows: readonly Row[],
  ) => { found: { copy: Copy; row: Row | null }[]; surplus: Row[] };
  readonly versionOutcome: (row: Row, copy: Copy) => Record<string, unknown>;
  readonly decisionOf: (row: Row, findings: readonly { kind: string; certainty: string }[]) => string;
}

const { compare, versionOutcome, decisionOf } = await benchModule<Compare>('compare.mjs');

const copy = (name: string, version: string, keptBytes = 1000): Copy => ({ name, version, keptBytes });
const exact = (name: string, version: string): Row => ({
  name,
  versionState: 'exact',
  version,
  candidates: [],
});
const oneOf = (name: string, ...candidates: string[]): Row => ({
  name,
  versionState: 'set',
  version: null,
  candidates,
});
const unknown = (name: string): Row => ({ name, versionState: 'unknown', version: null, candidates: [] });

describe('compare', () => {
  it.each<
    [what: string, copies: Copy[], rows: Row[], counts: [named: number, asked: number, surplus: number]]
  >([
    ['a package that is there', [copy('a', '1.0.0')], [unknown('a')], [1, 1, 0]],
    ['one that is not named', [copy('a', '1.0.0')], [], [0, 1, 0]],
    ['one that is not there', [], [unknown('a')], [0, 0, 1]],
    ['a fork', [copy('lodash-es', '4.17.21')], [unknown('lodash')], [0, 1, 1]],
    ['one copy of two', [copy('a', '1.0.0'), copy('a', '2.0.0')], [exact('a', '2.0.0')], [1, 2, 0]],
    ['a copy too many', [copy('a', '1.0.0')], [exact('a', '1.0.0'), exact('a', '2.0.0')], [1, 1, 1]],
    ['a small one that is named', [copy('a', '1.0.0', 199)], [unknown('a')], [0, 0, 0]],
    ['a small one that is not', [copy('a', '1.0.0', 199)], [], [0, 0, 0]],
    ['a large and a small copy', [copy('a', '1.0.0', 50), copy('a', '2.0.0')], [unknown('a')], [1, 1, 0]],
    [
      'a small copy that is meant',
      [copy('a', '1.0.0', 50), copy('a', '2.0.0')],
      [exact('a', '1.0.0')],
      [0, 1, 0],
    ],
  ])('%s', (...[, copies, rows, counts]) => {
    const { found, surplus } = compare(copies, rows);
    const named = found.filter(({ row }) => row);
    expect([named.length, found.length, surplus.length]).toEqual(counts);
  });

  it('gives each copy the row of its version, whatever their order', () => {
    const copies = [copy('a', '1.0.0'), copy('a', '2.0.0', 2000)];
    const { found } = compare(copies, [oneOf('a', '0.9.0', '1.0.0'), exact('a', '2.0.0')]);
    expect(new Map(found.map((each) => [each.copy.version, each.row?.versionState]))).toEqual(
      new Map([
        ['1.0.0', 'set'],
        ['2.0.0', 'exact'],
      ]),
    );
  });

  test('no row is counted twice and none is lost', () => {
    const names = constantFrom('a', 'b', 'c');
    const versions = constantFrom('1.0.0', '2.0.0');
    const copies = array(record({ name: names, version: versions, keptBytes: constantFrom(10, 500) }));
    const rows = array(
      oneof(
        tuple(names, versions).map(([n, v]) => exact(n, v)),
        names.map(unknown),
      ),
    );
    assert(
      property(copies, rows, (all, said) => {
        const { found, surplus } = compare(all, said);
        const used = [...found.flatMap(({ row }) => row ?? []), ...surplus];
        const small = all.filter(({ keptBytes }) => keptBytes < 200).length;
        expect(new Set(used).size).toBe(used.length);
        expect(said.length - used.length).toBeGreaterThanOrEqual(0);
        expect(said.length - used.length).toBeLessThanOrEqual(small);
        expect(found).toHaveLength(all.length - small);
      }),
    );
  });
});

it.each<[row: Row & { evidence?: { detail: string }[] }, outcome: unknown[]]>([
  [exact('a', '1.0.0'), [true, true, 1, '1.0.0']],
  [exact('a', '1.0.1'), [false, false, 1, '1.0.1']],
  [oneOf('a', '1.0.0', '1.0.1'), [false, true, 2, null]],
  [oneOf('a', '1.0.1'), [false, false, 1, '1.0.1']],
  [unknown('a'), [false, false, null, null]],
  [
    { ...oneOf('a', '1.0.0', '1.0.1'), evidence: [{ detail: '12 features, best 1.0.1' }] },
    [false, true, 2, '1.0.1'],
  ],
])('knows of version 1.0.0 as much as %j does', (row, expected) => {
  const { isRight, holdsTruth, size, guess } = versionOutcome(row, copy('a', '1.0.0'));
  expect([isRight, holdsTruth, size, guess]).toEqual(expected);
});

const certain = { kind: 'advisory', certainty: 'certain' };
const possible = { kind: 'advisory', certainty: 'possible' };
it.each([
  ['a certain finding', exact('a', '1.0.0'), [possible, certain], 'affected'],
  ['a possible one', oneOf('a', '1.0.0'), [possible], 'open'],
  ['none', oneOf('a', '1.0.0'), [], 'clean'],
  ['none, of an unknown version', unknown('a'), [], 'open'],
  ['one that is no advisory', exact('a', '1.0.0'), [{ kind: 'signature', certainty: 'certain' }], 'clean'],
])('decides by %s', (...[, row, findings, decision]) => {
  expect(decisionOf(row, findings)).toBe(decision);
});
