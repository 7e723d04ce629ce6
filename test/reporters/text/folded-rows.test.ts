import { expect, test } from 'vitest';
import type { Package } from '../../../src/model/index.js';
import type { FindingGroup } from '../../../src/reporters/finding-groups.js';
import { fold, foldedRows } from '../../../src/reporters/text/folded-rows.js';
import { findingOf, packageOf } from '../../support/model-builders.js';

function groupOf(found: Package, fields: Parameters<typeof findingOf>[0] = {}): FindingGroup {
  const finding = findingOf({ kind: 'advisory', severity: 'high', package: found.id, ...fields });
  return { artifact: null, packages: [found], findings: [finding], risk: {} as FindingGroup['risk'] };
}

function systemPackage(name: string, isBase: boolean | null): Package {
  return packageOf(name, '1', { system: { source: { name, version: '1' }, isBase } });
}

function textsOf(groups: readonly FindingGroup[]): string[] {
  return foldedRows(groups).map((row) => row.map(({ text }) => text).join(' | '));
}

test('system packages have a line for each of their origins, and those of the application stay', () => {
  const groups = [
    groupOf(packageOf('express', '4.0.0')),
    groupOf(systemPackage('libssl3', true), { fixedIn: ['2'] }),
    groupOf(systemPackage('bash', true), { severity: 'low' }),
    groupOf(systemPackage('ffmpeg', false)),
    groupOf(systemPackage('tar', null)),
  ];
  const [shown, folded] = fold(groups, false);
  expect(shown.map(({ packages }) => packages[0]?.name)).toEqual(['express']);
  expect(textsOf(folded)).toEqual([
    'HIGH | 2 system packages of the base image | 1 high, 1 low | 1 fixed in newer packages: rebuild the image | --verbose shows them',
    'HIGH | 1 system package that later layers added | 1 high | no fix known | --verbose shows them',
    'HIGH | 1 system package of the image | 1 high | no fix known | --verbose shows them',
  ]);
});

test('a flaw of a system package that is exploited, and a malicious one, have lines of their own', () => {
  const groups = [
    groupOf(systemPackage('a', true), { kev: true }),
    groupOf(systemPackage('b', true), { kind: 'malware' }),
    groupOf(systemPackage('c', true)),
    groupOf(systemPackage('d', true)),
  ];
  const [shown, folded] = fold(groups, false);
  expect([shown, folded].map((part) => part.map(({ packages }) => packages[0]?.name))).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
});

test('one system package alone, and all of them under --verbose, are not folded', () => {
  const one = [groupOf(systemPackage('a', true))];
  const several = [...one, groupOf(systemPackage('b', true))];
  expect([fold(one, false), fold(several, true)]).toEqual([
    [one, []],
    [several, []],
  ]);
});

test('light groups of the application are folded as before', () => {
  const groups = ['a', 'b', 'c', 'd', 'e'].map((name) => groupOf(packageOf(name, '1'), { severity: 'low' }));
  const [shown, folded] = fold(groups, false);
  expect([shown.length, textsOf(folded)]).toEqual([
    3,
    [' | 2 low in 2 more packages | --verbose shows them'],
  ]);
});

test('packages without a known licence share a line', () => {
  const unknown = { kind: 'configuration', rule: 'license-unknown', severity: 'unknown' } as const;
  const groups = [
    groupOf(packageOf('left', '1.0.0')),
    ...['a', 'b', 'c', 'd', 'e'].map((name) => groupOf(packageOf(name, '1.0.0'), unknown)),
  ];
  const [shown, folded] = fold(groups, false);
  expect(shown.map(({ packages }) => packages[0]?.name)).toEqual(['left']);
  expect(textsOf(folded)).toEqual([
    'UNKNOWN | no licence is known of 5 packages: a, b, c and 2 more | --verbose shows them',
  ]);
});
