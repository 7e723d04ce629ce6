import { describe, expect, test } from 'vitest';
import type { Change, Finding, Package } from '../../../src/model/index.js';
import { withChanges } from '../../../src/remediation/index.js';
import { artifactOf, findingOf, packageOf } from '../../support/model-builders.js';

let count = 0;

/** A finding on a package, cleared by a version: `2.0.0`, or by a nearer one, too: `2.0.0 or 1.5.0`. */
function fixed(found: Package, versions: string, fields: Partial<Finding> = {}): Finding {
  const [version = '', within] = versions.split(' or ');
  count += 1;
  return findingOf({
    id: `${found.name}-${count}`,
    rule: `GHSA-${count}`,
    package: found.id,
    remediation: { action: 'upgrade', version, major: false, withinMajor: within, direct: null, text: '' },
    ...fields,
  });
}

function planned(
  packages: readonly Package[],
  findings: readonly Finding[],
  manager: string | null = null,
): readonly Change[] {
  const roots = [{ id: 'npm:', path: '', name: null, manager }];
  return withChanges(artifactOf('a', { packages, findings, roots })).changes;
}

const express = packageOf('express', '4.16.0', { direct: true, dependencies: ['npm:node_modules/qs'] });
const qs = packageOf('qs', '6.5.1', { direct: false });

test('one change clears all findings that its version clears', () => {
  const findings = [fixed(express, '4.20.0'), fixed(express, '4.20.0')];
  expect(planned([express], findings)).toEqual([
    {
      action: 'upgrade',
      ecosystem: 'npm',
      name: 'express',
      alias: null,
      root: 'npm:',
      from: ['4.16.0'],
      to: '4.20.0',
      major: false,
      broughtBy: [],
      command: 'npm install express@4.20.0',
      clears: findings.map(({ id }) => id),
    },
  ]);
});

test('a transitive dependency is overridden: a newer version of its dependent may not require it', () => {
  expect(planned([express, qs], [fixed(qs, '6.14.1')])).toMatchObject([
    {
      action: 'override',
      broughtBy: ['express'],
      command: "npm pkg set 'overrides[qs@<6.14.1]=^6.14.1' && npm install",
    },
  ]);
});

test('a step to another major covers only findings that no nearer version clears', () => {
  const near = fixed(express, '5.0.0 or 4.20.0');
  const far = fixed(express, '5.0.0');
  expect(planned([express], [near, far])).toMatchObject([
    { to: '4.20.0', major: false, clears: [near.id] },
    { to: '5.0.0', major: true, clears: [far.id] },
  ]);
});

test('and comes last, whatever it clears', () => {
  const worst = fixed(express, '5.0.0', { severity: 'critical' });
  const changes = planned([express, qs], [worst, fixed(qs, '6.14.1', { severity: 'low' })]);
  expect(changes.map(({ name }) => name)).toEqual(['qs', 'express']);
});

test('another minor of 0.x is such a step', () => {
  const axios = packageOf('axios', '0.21.0', { direct: true });
  expect(planned([axios], [fixed(axios, '0.33.0')])).toMatchObject([{ major: true }]);
});

test('copies of one release line are one change, which claims only what its version is known to clear', () => {
  const inner = packageOf('qs', '6.7.0', { direct: false, locations: [{ path: 'node_modules/a/qs' }] });
  const findings = [fixed(qs, '6.5.3'), fixed(inner, '6.14.1')];
  expect(planned([qs, inner], findings)).toMatchObject([
    { from: ['6.5.1', '6.7.0'], to: '6.14.1', clears: [findings[1]?.id] },
  ]);
});

describe('copies of several release lines', () => {
  const old = packageOf('qs', '5.0.0', { direct: false, locations: [{ path: 'node_modules/a/qs' }] });
  const findings = [fixed(qs, '6.14.1'), fixed(old, '5.2.0')];

  test.each([
    ['npm', "npm pkg set 'overrides[qs@5]=^5.2.0' && npm install"],
    ['pnpm', "npm pkg set 'pnpm.overrides[qs@5]=^5.2.0' && pnpm install"],
    // Its resolutions have no such key.
    ['yarn', null],
  ])('are overridden each for itself: %s', (manager, command) => {
    const changes = planned([qs, old], findings, manager);
    expect(changes).toHaveLength(2);
    expect(changes.find(({ to }) => to === '5.2.0')?.command).toBe(command);
  });
});

test('an override of a package that the application requires too follows it', () => {
  const own = packageOf('qs', '6.6.0', { direct: true, locations: [{ path: 'node_modules/own/qs' }] });
  const [change] = planned([qs, own], [fixed(qs, '6.14.1')]);
  expect(change?.command).toBe("npm pkg set 'overrides[qs@6]=$qs' && npm install");
});

test.each([
  ['what clears malware', { kind: 'malware' as const, severity: 'low' as const }],
  ['the worst', { severity: 'critical' as const }],
])('%s comes first', (_, fields) => {
  const findings = [fixed(express, '4.20.0'), fixed(express, '4.20.0'), fixed(qs, '6.14.1', fields)];
  expect(planned([express, qs], findings).map(({ name }) => name)).toEqual(['qs', 'express']);
});

describe('malware', () => {
  const removal = (version: string | null) => ({
    kind: 'malware' as const,
    remediation: { action: 'remove' as const, version, major: false, direct: null, text: '' },
  });

  test.each([
    ['is uninstalled', express, null, 'npm uninstall express'],
    ['is moved to a version that is free of it', express, '4.16.1', 'npm install express@4.16.1'],
    ['that another package brings has no command of its own', qs, null, null],
  ])('%s', (...[, found, version, command]) => {
    expect(planned([express, qs], [fixed(found, '', removal(version))])).toMatchObject([
      { action: 'remove', to: version, command },
    ]);
  });

  test('that goes takes with it all that was found in the package', () => {
    const others = [fixed(express, '4.20.0'), fixed(express, '', { remediation: null })];
    const aside = fixed(express, '4.20.0', { status: 'suppressed' });
    const findings = [...others, fixed(express, '', removal(null)), aside, fixed(qs, '6.14.1')];
    expect(planned([express, qs], findings)).toMatchObject([
      { action: 'remove', name: 'express', clears: findings.slice(0, 3).map(({ id }) => id) },
      { action: 'override', name: 'qs', clears: [findings[4]?.id] },
    ]);
  });

  const replacement = (version: string) => ({
    kind: 'malware' as const,
    remediation: { action: 'replace' as const, version, major: false, direct: null, text: '' },
  });

  test('of a known release is gone with any step for other findings', () => {
    const findings = [fixed(express, '4.20.0'), fixed(express, '', replacement('4.15.0'))];
    const both = [...findings, fixed(express, '', removal('4.20.0'))];
    expect(planned([express], both)).toMatchObject([
      { action: 'upgrade', to: '4.20.0', clears: both.map(({ id }) => id) },
    ]);
  });

  test('of a known release is left for an earlier one where nothing else is required, and not for another major', () => {
    const malware = fixed(express, '', replacement('4.15.0'));
    expect(planned([express], [malware, fixed(express, '5.0.0')])).toMatchObject([
      { action: 'remove', to: '4.15.0', command: 'npm install express@4.15.0', clears: [malware.id] },
      { action: 'upgrade', to: '5.0.0', major: true },
    ]);
  });

  test('with a known earlier version is not uninstalled', () => {
    const findings = [fixed(express, '', removal(null)), fixed(express, '', replacement('4.15.0'))];
    expect(planned([express], findings)).toMatchObject([
      { to: '4.15.0', clears: findings.map(({ id }) => id) },
    ]);
  });

  test('that another package requires is excluded by the exact earlier version', () => {
    expect(planned([express, qs], [fixed(qs, '', replacement('6.5.0'))])).toMatchObject([
      { command: "npm pkg set 'overrides[qs@6]=6.5.0' && npm install" },
    ]);
  });

  test('that is replaced clears only what the version is known to clear', () => {
    const findings = [fixed(express, '4.20.0'), fixed(express, '', removal('4.16.1'))];
    const changes = planned([express], [...findings, fixed(express, '', removal(null))]);
    expect(changes.find(({ to }) => to === '4.16.1')?.clears).toEqual([findings[1]?.id]);
  });
});

test.each<[string, Partial<Package>, Partial<Finding>]>([
  ['is set aside', {}, { status: 'suppressed' }],
  ['is a copy inside another package', { vendoredIn: 'npm:x' }, {}],
  ['nothing asks for', { extraneous: true }, {}],
  ['has no fix', {}, { remediation: null }],
])('nothing is planned for a package that %s', (_, pkg, finding) => {
  const found = { ...express, ...pkg };
  expect(planned([found], [fixed(found, '4.20.0', finding)])).toEqual([]);
});

test.each<[string, Partial<Package>, string]>([
  ['nobody knows who asks for it', { direct: null }, '4.20.0'],
  ['the name means something to a shell', { name: 'express; rm -rf ~' }, '4.20.0'],
  ['the name is an option', { name: '--prefix' }, '4.20.0'],
  ['the alias is hostile', { alias: '$(id)' }, '4.20.0'],
  ['the version is none', {}, '4.20.0`id`'],
  ['it is of another ecosystem', { ecosystem: 'Hex' }, '4.20.0'],
])('there is no command where %s', (_, fields, version) => {
  const found = { ...express, ...fields };
  expect(planned([found], [fixed(found, version)])).toMatchObject([{ command: null }]);
});

test.each([
  ['pnpm', 'pnpm add left-old@npm:express@4.20.0'],
  ['yarn', 'yarn add left-old@npm:express@4.20.0'],
  ['bun', 'bun add left-old@npm:express@4.20.0'],
  ['npm', 'npm install left-old@npm:express@4.20.0'],
])('an alias keeps its name, in the command of %s', (manager, command) => {
  const aliased = { ...express, alias: 'left-old' };
  expect(planned([aliased], [fixed(aliased, '4.20.0')], manager)).toMatchObject([{ command }]);
});
