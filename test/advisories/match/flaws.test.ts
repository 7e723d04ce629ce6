import { describe, expect, it } from 'vitest';
import { groupByFlaw, joinFlaws } from '../../../src/advisories/match/flaws.js';
import type { Advisory } from '../../../src/model/index.js';

function advisory(id: string, published: string | null, ...aliases: readonly string[]): Advisory {
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
    published,
    modified: '',
    affected: { ranges: [], versions: [] },
    rangesComplete: true,
    suspect: false,
  };
}

const OLD = advisory('GHSA-old', '2021-05-06', 'CVE-2021-9', 'CVE-2026-10', 'GHSA-new');
const NEW = advisory('GHSA-new', '2026-04-01', 'CVE-2021-9', 'CVE-2026-10', 'GHSA-old');

describe('groupByFlaw', () => {
  it.each<[string, readonly Advisory[], Record<string, string[]>]>([
    ['strangers', [advisory('GHSA-a', null), advisory('GHSA-b', null)], { 'GHSA-a': [], 'GHSA-b': [] }],
    [
      'two that have all names in common, by age',
      [NEW, OLD],
      { 'GHSA-new': ['CVE-2021-9', 'GHSA-old'], 'GHSA-old': ['CVE-2026-10', 'GHSA-new'] },
    ],
    [
      'one that has a choice and one that has none',
      [
        advisory('GHSA-a', '2024', 'CVE-2024-1', 'CVE-2026-2', 'GHSA-b'),
        advisory('GHSA-b', '2023', 'CVE-2026-2'),
      ],
      { 'GHSA-a': ['CVE-2026-2', 'GHSA-b'], 'GHSA-b': ['CVE-2024-1', 'GHSA-a'] },
    ],
    [
      'records of two databases',
      [advisory('GHSA-a', null, 'CVE-1'), advisory('MAL-1', null, 'GHSA-a', 'CVE-1')],
      { 'GHSA-a+MAL-1': [] },
    ],
    [
      "another database's record, which is about one of them",
      [OLD, NEW, advisory('PYSEC-1', null, 'CVE-2026-10')],
      {
        'GHSA-old': ['CVE-2026-10', 'GHSA-new', 'PYSEC-1'],
        'GHSA-new+PYSEC-1': ['CVE-2021-9', 'GHSA-old'],
      },
    ],
    [
      'one CVE that two records have: it names both',
      [advisory('GHSA-a', '1', 'CVE-1'), advisory('GHSA-b', '2', 'CVE-1')],
      { 'GHSA-a': ['GHSA-b'], 'GHSA-b': ['GHSA-a'] },
    ],
  ])('of %s', (_, advisories, expected) => {
    const flaws = groupByFlaw(advisories).flat();
    const found = flaws.map((flaw) => [
      flaw.advisories.map(({ id }) => id).join('+'),
      [...flaw.foreign].sort(),
    ]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

it('joinFlaws leaves out only records that belong to none of them', () => {
  const [flaws = []] = groupByFlaw([OLD, NEW]);
  expect([...joinFlaws(flaws).foreign]).toEqual([]);
  expect([...joinFlaws(flaws.slice(0, 1)).foreign].sort()).toEqual(['CVE-2026-10', 'GHSA-new']);
});
