import { describe, expect, it, test } from 'vitest';
import { openAdvisories } from '../../../src/advisories/index.js';
import { matchPackages } from '../../../src/advisories/match/match.js';
import {
  advisedNames,
  hasNoAdvisories,
  withoutBundles,
} from '../../../src/advisories/match/system-packages.js';
import type { Advisory, Finding, Package } from '../../../src/model/index.js';
import { NOW, writeDatabase } from '../../support/advisory-database.js';
import { packageOf } from '../../support/model-builders.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

interface Affected {
  readonly name: string;
  readonly ecosystem?: string;
  readonly fixed?: string;
  readonly urgency?: string;
}

function record(id: string, upstream: readonly string[], affected: readonly Affected[]): Uint8Array {
  return Buffer.from(
    JSON.stringify({
      id,
      modified: '2026-01-01T00:00:00Z',
      upstream,
      affected: affected.map(({ name, ecosystem = 'Debian:12', fixed, urgency }) => ({
        package: { ecosystem, name },
        ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, ...(fixed ? [{ fixed }] : [])] }],
        ...(urgency && { ecosystem_specific: { urgency } }),
      })),
    }),
  );
}

function systemPackage(
  name: string,
  version: string,
  source: Partial<{ name: string; version: string }> = {},
): Package {
  return packageOf(name, version, {
    ecosystem: 'Debian:12',
    system: { source: { name, version, ...source }, isBase: null },
  });
}

function findingsOf(records: readonly Uint8Array[], ...packages: readonly Package[]): Finding[] {
  const dir = temporaryFolder();
  writeDatabase(dir, records, { ecosystem: packages[0]?.ecosystem ?? '' });
  const store = openAdvisories({ dir, starterDir: dir, now: NOW });
  const findings = matchPackages(packages, store);
  store.close();
  return findings;
}

describe('advisories about sources', () => {
  const openssl = record(
    'DEBIAN-CVE-2026-1',
    ['CVE-2026-1'],
    [{ name: 'openssl', fixed: '3.0.13-1~deb12u1' }],
  );

  it.each([
    ['3.0.11-1~deb12u2', 1],
    ['3.0.13-1~deb12u1', 0],
    ['3.0.13-1~deb12u2', 0],
  ])('concern all packages that were built from %s', (version, count) => {
    const built = ['libssl3', 'openssl'].map((name) => systemPackage(name, version, { name: 'openssl' }));
    const found = findingsOf([openssl], ...built);
    expect(found.map((finding) => finding.package)).toEqual(built.slice(0, 2 * count).map(({ id }) => id));
  });

  it('are compared with the version of the source, not of what was built', () => {
    const gcc = record('DEBIAN-CVE-2026-2', ['CVE-2026-2'], [{ name: 'gcc-12', fixed: '12.2.0-14' }]);
    const built = systemPackage('libgcc-s1', '1:12.2.0-99', { name: 'gcc-12', version: '12.2.0-13' });
    const [finding] = findingsOf([gcc], built);
    expect(finding?.fixedIn).toEqual(['12.2.0-14']);
    expect(new Set([finding?.rule, ...(finding?.aliases ?? [])])).toEqual(
      new Set(['CVE-2026-2', 'DEBIAN-CVE-2026-2']),
    );
  });

  it('do not concern a package that has the name of another source', () => {
    expect(findingsOf([openssl], systemPackage('openssl', '1', { name: 'other' }))).toEqual([]);
  });

  it('of another release are of no concern', () => {
    const other = record('DEBIAN-CVE-2026-3', [], [{ name: 'bash', ecosystem: 'Debian:11' }]);
    const own = record('DEBIAN-CVE-2026-4', [], [{ name: 'bash', ecosystem: 'Debian:12' }]);
    const found = findingsOf([other, own], systemPackage('bash', '5.2'));
    expect(found.map(({ rule }) => rule)).toEqual(['DEBIAN-CVE-2026-4']);
  });
});

test.each([
  ['high', 'high', false],
  ['low', 'low', false],
  ['not yet assigned', 'unknown', false],
  ['unimportant', 'low', true],
  ['end-of-life', 'unknown', true],
])('urgency %s: severity %s, will not be fixed: %s', (urgency, severity, isLeft) => {
  const [finding] = findingsOf(
    [record('DEBIAN-CVE-2026-5', ['CVE-2026-5'], [{ name: 'bash', urgency }])],
    systemPackage('bash', '5.2'),
  );
  const texts = JSON.stringify([finding?.evidence, finding?.remediation]);
  expect([finding?.severity, finding?.fixedIn, texts.includes('will not fix')]).toEqual([
    severity,
    [],
    isLeft,
  ]);
});

test('packages of RPM are known by their own names, too, and each advisory counts once', () => {
  const libs = packageOf('openssl-libs', '1:3.0.7-1.el9', {
    ecosystem: 'Rocky Linux:9',
    system: { source: { name: 'openssl', version: '1:3.0.7-1.el9' }, isBase: null },
  });
  const both = (id: string, ...names: string[]): Uint8Array =>
    record(
      id,
      [],
      names.map((name) => ({ name, ecosystem: 'Rocky Linux:9', fixed: '1:3.0.7-2.el9' })),
    );
  const found = findingsOf(
    [both('RLSA-1', 'openssl'), both('RLSA-2', 'openssl', 'openssl-libs'), both('RLSA-3', 'openssl-libs')],
    libs,
  );
  expect(found.map(({ rule }) => rule).sort()).toEqual(['RLSA-1', 'RLSA-2', 'RLSA-3']);
});

test('a distribution without advisories is not looked up', () => {
  const fedora = packageOf('bash', '5.2-1', {
    ecosystem: 'Fedora Linux:41',
    system: { source: { name: 'bash', version: '5.2-1' }, isBase: null },
  });
  expect([hasNoAdvisories(fedora), hasNoAdvisories(systemPackage('a', '1'))]).toEqual([true, false]);
  expect(hasNoAdvisories(packageOf('a', '1', { ecosystem: 'Toy' }))).toBe(false);
  const zlib = packageOf('zlib', '1.3', { ecosystem: 'Conda' });
  expect(hasNoAdvisories(zlib)).toBe(true);
  const dir = temporaryFolder();
  const store = openAdvisories({ dir, starterDir: dir, now: NOW });
  expect([matchPackages([fedora, zlib], store), store.problems]).toEqual([[], []]);
});

test('missing advisories of a release name the command that gets them', () => {
  const dir = temporaryFolder();
  const store = openAdvisories({ dir, starterDir: dir, now: NOW });
  const amazon = { ...systemPackage('bash', '5.2'), ecosystem: 'Amazon Linux:2023' };
  matchPackages([systemPackage('bash', '5.2'), amazon], store);
  expect(store.problems.map(({ message }) => message)).toEqual([
    'There are no advisories for Debian:12: its packages were not checked. Run `stowaway db update --ecosystem "Debian:12"`.',
    'There are no advisories for Amazon Linux:2023: its packages were not checked. Run `stowaway db update --updateinfo "Amazon Linux:2023=FILE"`.',
  ]);
});

test('where nobody publishes advisories, no command is said to get them', () => {
  const dir = temporaryFolder();
  const store = openAdvisories({ dir, starterDir: dir, now: NOW });
  matchPackages([packageOf('a', '1', { ecosystem: 'Toy' })], store);
  expect(store.problems.map(({ message }) => message)).toEqual([
    'There is no source of advisories for Toy: its packages were not checked.',
  ]);
});

test('an advisory about several flaws counts only where one of them has none of its own', () => {
  const one = (id: string, ...aliases: string[]): Advisory => ({ id, aliases }) as unknown as Advisory;
  const all = [
    one('DSA-1', 'CVE-1', 'CVE-2'),
    one('DSA-2', 'CVE-1', 'CVE-3'),
    one('DEBIAN-CVE-1', 'CVE-1'),
    one('DEBIAN-CVE-2', 'CVE-2'),
    one('DSA-3', 'CVE-4'),
    one('DSA-4'),
  ];
  expect(withoutBundles(all).map(({ id }) => id)).toEqual([
    'DSA-2',
    'DEBIAN-CVE-1',
    'DEBIAN-CVE-2',
    'DSA-3',
    'DSA-4',
  ]);
});

test('the name of a package of a language is its own', () => {
  expect(advisedNames(packageOf('a', '1'))).toEqual([{ name: 'a', version: '1', isSystem: false }]);
});
