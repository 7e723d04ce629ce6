import { array, assert, constantFrom, property, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestIdOf, groupByAlias } from '../../../src/advisories/match/alias-groups.js';
import type { Advisory } from '../../../src/model/index.js';

function advisory(id: string, ...aliases: readonly string[]): Advisory {
  return {
    id,
    aliases,
    ecosystem: 'npm',
    name: 'left',
    kind: 'vulnerability',
    severity: null,
    vectors: [],
    cwes: [],
    flaw: null,
    published: null,
    modified: '',
    affected: { ranges: [], versions: [] },
    rangesComplete: true,
    suspect: false,
  };
}

function idsOf(groups: readonly (readonly Advisory[])[]): string[][] {
  return groups.map((group) => group.map(({ id }) => id));
}

describe('groupByAlias', () => {
  it.each([
    ['strangers', [advisory('A'), advisory('B')], [['A'], ['B']]],
    ['one that names the other', [advisory('A'), advisory('B', 'A')], [['A', 'B']]],
    ['a common alias', [advisory('A', 'CVE-1'), advisory('B', 'CVE-1')], [['A', 'B']]],
    [
      'a chain that its last link closes',
      [advisory('A', 'x'), advisory('B', 'y'), advisory('C', 'x', 'y')],
      [['A', 'B', 'C']],
    ],
    ['a cycle', [advisory('A', 'B'), advisory('B', 'C'), advisory('C', 'A')], [['A', 'B', 'C']]],
    ['itself', [advisory('A', 'A')], [['A']]],
    ['prototype names', [advisory('__proto__'), advisory('constructor')], [['__proto__'], ['constructor']]],
  ])('of %s', (_, advisories, expected) => expect(idsOf(groupByAlias(advisories))).toEqual(expected));

  it('puts each advisory in one group, whatever the order', () => {
    const name = constantFrom('a', 'b', 'c', 'd', 'e', 'f');
    assert(
      property(array(tuple(name, array(name, { maxLength: 2 })), { maxLength: 8 }), (rows) => {
        const advisories = rows.map(([alias, aliases], at) => advisory(`id-${at}`, alias, ...aliases));
        const forth = idsOf(groupByAlias(advisories)).map((group) => group.sort().join());
        const back = idsOf(groupByAlias(advisories.toReversed())).map((group) => group.sort().join());
        expect(forth.join().split(',').sort().join()).toBe(
          advisories
            .map(({ id }) => id)
            .sort()
            .join(),
        );
        expect(forth.sort()).toEqual(back.sort());
      }),
    );
  });
});

describe('bestIdOf', () => {
  it.each([
    [[advisory('GHSA-b', 'CVE-1', 'GHSA-a')], [], 'GHSA-b'],
    [[advisory('GHSA-b'), advisory('GHSA-a')], [], 'GHSA-a'],
    [[advisory('PYSEC-1', 'CVE-1', 'GHSA-a')], [], 'GHSA-a'],
    [[advisory('MAL-1', 'GHSA-a')], [], 'GHSA-a'],
    [[advisory('PYSEC-1', 'CVE-1', 'GHSA-a')], ['GHSA-a'], 'CVE-1'],
    [[advisory('MAL-1', 'CVE-1')], [], 'MAL-1'],
    [[advisory('X-1')], [], 'X-1'],
  ])('of %# is %s', (advisories, others, expected) => {
    expect(bestIdOf(advisories, new Set(others))).toBe(expected);
  });
});
