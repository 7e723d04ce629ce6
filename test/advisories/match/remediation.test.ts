import { describe, expect, it } from 'vitest';
import { openAdvisories } from '../../../src/advisories/index.js';
import { fixVersionFor } from '../../../src/advisories/match/fix-version.js';
import { matchPackages } from '../../../src/advisories/match/match.js';
import type { Package, Remediation } from '../../../src/model/index.js';
import { maven } from '../../../src/versions/index.js';
import { NOW, storeOf, writeDatabase } from '../../support/advisory-database.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { packageOf } from '../../support/model-builders.js';
import { recordOf } from '../../support/osv-records.js';

/** Remediation of each finding on the package called `left`, by rule. */
function remediationsOf(
  packages: readonly Package[],
  ...records: readonly Uint8Array[]
): Record<string, Remediation | null> {
  const store = storeOf(...records);
  const findings = matchPackages(packages, store);
  store.close();
  return Object.fromEntries(findings.map(({ rule, remediation }) => [rule, remediation]));
}

function record(id: string, ...ranges: readonly (readonly [from: string, to?: string])[]): Uint8Array {
  const affected = ranges.map(([introduced, fixed]) => ({
    package: { ecosystem: 'npm', name: 'left' },
    ranges: [{ type: 'SEMVER', events: [{ introduced }, ...(fixed === undefined ? [] : [{ fixed }])] }],
  }));
  return recordOf({ id, affected });
}

it.each([
  ['1.0.0', '1.5.0', 'Upgrade left from 1.0.0 to 1.5.0.'],
  ['1.0.0', '2.0.0', 'Upgrade left from 1.0.0 to 2.0.0, another major.'],
  ['0.1.0', '0.2.0', 'Upgrade left from 0.1.0 to 0.2.0, another minor of 0.x.'],
])('the step from %s to %s in words', (version, to, words) => {
  const found = packageOf('left', version, { direct: true });
  expect(remediationsOf([found], record('A', ['0', to]))['A']?.text).toBe(words);
});

describe('the version to move to', () => {
  const a = record('A', ['0', '1.5.0']);
  it.each([
    ['the fix', '1.0.0', [a], '1.5.0', false],
    ['the higher fix of two', '1.0.0', [a, record('B', ['1.2.0', '1.6.0'], ['0', '1.1.0'])], '1.6.0', false],
    [
      'a fix that a third advisory does not take back',
      '1.0.0',
      [a, record('C', ['1.5.0', '1.5.2'])],
      '1.5.2',
      false,
    ],
    ['the fix in the same major', '1.0.0', [record('A', ['0', '1.5.0'], ['2.0.0', '2.3.0'])], '1.5.0', false],
    ['another major when there is no other way', '1.0.0', [record('A', ['0', '2.3.0'])], '2.3.0', true],
    ['another major when only that clears all', '1.0.0', [a, record('B', ['0', '2.0.0'])], '2.0.0', true],
    ['no lower version', '2.1.0', [record('A', ['0', '1.5.0'], ['2.0.0', '2.3.0'])], '2.3.0', false],
    [
      'no pre-release for a release',
      '1.0.0',
      [record('A', ['0', '1.5.0-rc.1']), record('B', ['0', '1.6.0'])],
      '1.6.0',
      false,
    ],
    [
      'a pre-release when there is nothing else',
      '1.0.0',
      [record('A', ['0', '1.5.0-rc.1'])],
      '1.5.0-rc.1',
      false,
    ],
    [
      'a pre-release for a pre-release',
      '1.5.0-beta.1',
      [record('A', ['0', '1.5.0-rc.1'], ['1.5.0', '1.5.1'])],
      '1.5.0-rc.1',
      false,
    ],
  ])('is %s', (...[, version, records, fix, major]) => {
    expect(remediationsOf([packageOf('left', version)], ...records)['A']).toMatchObject({
      action: 'upgrade',
      version: fix,
      major,
    });
  });

  it('clears what it can when one advisory has no fix', () => {
    const found = remediationsOf(
      [packageOf('left', '1.0.0')],
      record('A', ['0', '1.5.0']),
      record('B', ['0']),
    );
    expect([found['A']?.version, found['B']?.action, found['B']?.version]).toEqual(['1.5.0', 'review', null]);
  });

  it.each([
    ['another major has a nearer one beside it', '1.0.0', '1.5.0', '2.0.0', ['1.5.0', undefined]],
    ['another minor of 0.x has one', '0.1.0', '0.1.5', '0.2.0', ['0.1.5', undefined]],
    ['the same major has none', '1.0.0', '1.5.0', '1.6.0', [undefined, undefined]],
  ])('in %s', (...[, version, near, far, nearer]) => {
    const found = remediationsOf(
      [packageOf('left', version)],
      record('A', ['0', near]),
      record('B', ['0', far]),
    );
    expect([found['A']?.version, found['B']?.version]).toEqual([far, far]);
    expect([found['A']?.withinMajor, found['B']?.withinMajor]).toEqual(nearer);
  });

  it('of a set is after all its candidates', () => {
    const pkg = packageOf('left', null, { versionState: 'set', candidates: ['1.0.0', '2.1.0'] });
    expect(remediationsOf([pkg], record('A', ['0', '1.5.0'], ['2.0.0', '2.3.0']))['A']).toMatchObject({
      version: '2.3.0',
    });
  });

  it('of an unknown version is a question, with the highest fix', () => {
    const found = remediationsOf([packageOf('left', null)], record('A', ['0', '1.5.0'], ['2.0.0', '2.3.0']));
    expect(found['A']).toMatchObject({ action: 'review', version: '2.3.0' });
  });
});

describe('the dependents that introduce a package', () => {
  const root = packageOf('root', '3.0.0', { direct: true, dependencies: ['npm:node_modules/middle'] });
  const middle = packageOf('middle', '1.0.0', { direct: false, dependencies: ['npm:node_modules/left'] });
  const fix = record('A', ['0', '1.5.0']);

  it('is the direct dependency above it', () => {
    const left = packageOf('left', '1.0.0', { direct: false });
    const found = remediationsOf([root, middle, left], fix)['A'];
    expect(found?.direct).toEqual({ name: 'root', version: null });
    expect(found?.text).toBe('Update root, which brings left 1.0.0, or override left with 1.5.0.');
  });

  it.each([
    ['is the application itself', true],
    ['is not known', null],
  ])('%s', (_, direct) => {
    const found = remediationsOf([packageOf('left', '1.0.0', { direct })], fix)['A'];
    expect([found?.direct, found?.text]).toEqual([null, 'Upgrade left from 1.0.0 to 1.5.0.']);
  });

  it('is another package, where nothing shows which', () => {
    const found = remediationsOf([packageOf('left', '1.0.0', { direct: false })], fix)['A'];
    expect(found?.text).toBe('Override left 1.0.0, which another package brings, with 1.5.0.');
  });

  it('of Java is told where a version is set that another package requires', () => {
    const left = packageOf('g:left', '1.0.0', { ecosystem: 'Maven', direct: false });
    const ranges = [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.5.0' }] }];
    const flaw = recordOf({
      id: 'A',
      affected: [{ package: { ecosystem: 'Maven', name: 'g:left' }, ranges }],
    });
    const dir = temporaryFolder();
    writeDatabase(dir, [flaw], { ecosystem: 'Maven' });
    const store = openAdvisories({ dir, starterDir: dir, now: NOW });
    const [found] = matchPackages([left], store);
    store.close();
    expect(found?.remediation?.text).toBe(
      'Override g:left 1.0.0, which another package brings, with 1.5.0 (in <dependencyManagement> of pom.xml, or a constraint of Gradle).',
    );
  });

  it('is the package that carries a copy', () => {
    const left = packageOf('left', '1.0.0', { presence: 'vendored', vendoredIn: middle.id });
    expect(remediationsOf([middle, left], fix)['A']?.text).toBe(
      'left 1.0.0 is a copy inside middle: update middle to a release that has left 1.5.0.',
    );
  });
});

describe('malware', () => {
  it('is removed, and credentials are rotated', () => {
    const found = remediationsOf([packageOf('left', '1.0.0')], record('MAL-2026-1', ['0']))['MAL-2026-1'];
    expect(found).toMatchObject({ action: 'remove', version: null });
    expect(found?.text).toContain('rotate every credential');
  });

  it('names the version that is free of it', () => {
    const found = remediationsOf([packageOf('left', '1.0.0')], record('MAL-2026-1', ['1.0.0', '1.0.1']))[
      'MAL-2026-1'
    ];
    expect(found).toMatchObject({ action: 'remove', version: '1.0.1' });
  });
});

describe('builds of one release for several platforms', () => {
  const found = packageOf('a:left', '31.1-jre', { ecosystem: 'Maven' });

  it('names the platform of the fixed build where it is another', () => {
    const dir = temporaryFolder();
    const events = [{ introduced: '0' }, { fixed: '32.0.0-android' }];
    const affected = [
      { package: { ecosystem: 'Maven', name: 'a:left' }, ranges: [{ type: 'ECOSYSTEM', events }] },
    ];
    writeDatabase(dir, [recordOf({ id: 'A', affected })], { ecosystem: 'Maven' });
    const store = openAdvisories({ dir, starterDir: dir, now: NOW });
    const [finding] = matchPackages([found], store);
    store.close();
    expect(finding?.remediation).toMatchObject({ action: 'review', version: '32.0.0-android', major: true });
  });

  it('takes the fix for the same platform', () => {
    const fixes = ['32.0.0-android', '32.0.0-jre'].map((version) => ({ version, cleared: 1 }));
    expect(fixVersionFor(fixes, '31.1-jre', maven)).toBe('32.0.0-jre');
  });
});
