import { describe, expect, it } from 'vitest';
import type { AdvisoryStore } from '../../../src/advisories/index.js';
import { matchPackages } from '../../../src/advisories/match/match.js';
import { storeOf } from '../../support/advisory-database.js';
import { findingOf, findingsOf } from '../../support/match-one.js';
import { packageOf } from '../../support/model-builders.js';
import { realRecord, recordOf } from '../../support/osv-records.js';

const BELOW_TWO = [{ introduced: '0' }, { fixed: '2.0.0' }];

describe('version states', () => {
  const record = recordOf({ events: BELOW_TWO, database_specific: { severity: 'HIGH' } });
  it.each([
    ['exact and affected', packageOf('left', '1.0.0'), 'certain'],
    ['exact and clear', packageOf('left', '2.0.0'), undefined],
    [
      'a set that is affected',
      packageOf('left', null, { versionState: 'set', candidates: ['1.0.0', '1.1.0'] }),
      'certain',
    ],
    [
      'a set of which some are',
      packageOf('left', null, { versionState: 'set', candidates: ['1.0.0', '2.1.0'] }),
      'possible',
    ],
    [
      'a set of which none is',
      packageOf('left', null, { versionState: 'set', candidates: ['2.0.0', '2.1.0'] }),
      undefined,
    ],
    ['an empty set', packageOf('left', null, { versionState: 'set' }), 'possible'],
    ['unknown', packageOf('left', null), 'possible'],
    ['unreadable', packageOf('left', 'next'), 'possible'],
    ['bundled', packageOf('left', '1.0.0', { presence: 'bundled' }), 'certain'],
    [
      'required, and not found',
      packageOf('left', '1.0.0', { presence: 'bundled', basis: 'required' }),
      'possible',
    ],
    ['declared', packageOf('left', '1.0.0', { presence: 'declared' }), 'certain'],
    ['of the platform', packageOf('left', null, { presence: 'runtime' }), undefined],
    ['another name', packageOf('right', '1.0.0'), undefined],
    ['another ecosystem', packageOf('left', '1.0.0', { ecosystem: 'PyPI' }), undefined],
  ])('%s', (_, pkg, certainty) => {
    expect(findingsOf(pkg, record)[0]?.certainty).toBe(certainty);
  });

  it('that hold the fixed version are cleared by it', () => {
    const pkg = packageOf('left', null, { versionState: 'set', candidates: ['1.9.0', '2.0.0', '2.1.0'] });
    expect(findingOf(pkg, record)).toMatchObject({
      fixedIn: ['2.0.0'],
      remediation: { action: 'upgrade', version: '2.0.0' },
    });
  });

  it('that are unknown keep the severity', () => {
    expect(findingOf(packageOf('left', null), record)).toMatchObject({
      severity: 'high',
      certainty: 'possible',
    });
  });

  it('that are unknown are certain when every version is affected', () => {
    const all = recordOf({ id: 'MAL-2026-1', events: [{ introduced: '0' }] });
    expect(findingOf(packageOf('left', null), all)).toMatchObject({ kind: 'malware', certainty: 'certain' });
  });

  it('that are unknown are no verdict of malware when only some releases are malicious', () => {
    const some = recordOf({ id: 'MAL-2026-2', versions: ['6.0.0'] });
    const { severity, certainty, confidence, remediation } = findingOf(packageOf('left', null), some);
    expect([severity, certainty, confidence]).toEqual(['unknown', 'possible', 'low']);
    expect(remediation?.action).toBe('review');
  });

  it('that are unknown of a copy inside a package ask for no malicious release, and for everything else', () => {
    const copy = packageOf('left', null, { presence: 'vendored', vendoredIn: 'npm:node_modules/host' });
    const bad = recordOf({ id: 'MAL-2025-1', versions: ['1.0.0'] });
    expect(findingsOf(packageOf('left', null), bad)).toHaveLength(1);
    expect(findingsOf(copy, bad)).toEqual([]);
    expect(findingsOf(copy, record)[0]?.certainty).toBe('possible');
    expect(findingsOf(packageOf('left', '1.0.0', { presence: 'vendored' }), bad)[0]?.kind).toBe('malware');
  });

  it.each([
    ['all of them', ['6.0.0', '6.0.1'], ['critical', 'certain']],
    ['one of them', ['6.0.0', '6.0.2'], ['unknown', 'possible']],
  ])('that are a set are malware when %s is malicious, else a question', (_, candidates, expected) => {
    const some = recordOf({ id: 'MAL-2026-2', versions: ['6.0.0', '6.0.1'] });
    const found = findingOf(packageOf('left', null, { versionState: 'set', candidates }), some);
    expect([found.severity, found.certainty]).toEqual(expected);
  });

  it.each([
    ['names its version', { versions: ['6.0.0'] }, ['critical', 'certain']],
    ['names no version', { events: [{ introduced: '0' }] }, ['unknown', 'possible']],
  ])('of a folder that names itself so are malware where the record %s', (_, affected, expected) => {
    const copy = packageOf('left', '6.0.0', { presence: 'vendored', confidence: 'low' });
    const found = findingOf(copy, recordOf({ id: 'MAL-2026-3', ...affected }));
    expect([found.severity, found.certainty]).toEqual(expected);
  });

  it('that are unknown are a question when only a suspect range matches them', () => {
    const suspect = realRecord('MAL-2024-1006');
    expect(findingOf(packageOf('@ebay/ui-core-react', null), suspect).certainty).toBe('possible');
  });

  it('that are only possible do not raise certain ones', () => {
    const certain = recordOf({
      id: 'GHSA-a',
      aliases: ['CVE-1'],
      events: BELOW_TWO,
      database_specific: { severity: 'LOW' },
    });
    const possible = recordOf({
      id: 'GHSA-b',
      aliases: ['CVE-1'],
      versions: ['1.0.0'],
      database_specific: { severity: 'CRITICAL' },
    });
    const pkg = packageOf('left', null, { versionState: 'set', candidates: ['1.0.0', '1.1.0'] });
    expect(findingOf(pkg, certain, possible)).toMatchObject({
      rule: 'GHSA-a',
      severity: 'low',
      certainty: 'certain',
    });
  });
});

describe('malware', () => {
  it('is critical', () => {
    expect(findingOf(packageOf('chalk', '5.6.1'), realRecord('MAL-2025-46969'))).toMatchObject({
      kind: 'malware',
      rule: 'GHSA-2v46-p5h4-248w',
      aliases: ['MAL-2025-46969'],
      severity: 'critical',
      certainty: 'certain',
      title: 'Malicious code in chalk',
      remediation: { action: 'remove' },
    });
  });

  it('of a suspect record is critical where a version is named, a doubt elsewhere', () => {
    const [named, other] = ['6.2.5', '6.2.6'].map((version) =>
      findingOf(packageOf('@ebay/ui-core-react', version), realRecord('MAL-2024-1006')),
    );
    expect([named, other]).toMatchObject([
      { severity: 'critical', certainty: 'certain', confidence: 'high' },
      { severity: 'high', certainty: 'possible', confidence: 'low' },
    ]);
  });
});

describe('a finding', () => {
  const record = recordOf({
    events: BELOW_TWO,
    aliases: ['CVE-2026-1'],
    database_specific: { cwe_ids: ['CWE-400', 'CWE-1321'], range_completeness: 'one range per package only' },
  });

  it('has a title with the effect of the weakness', () => {
    expect(findingOf(packageOf('left', '1.0.0'), record).title).toBe('Prototype pollution in left');
  });

  it('warns that ranges may be missing', () => {
    expect(findingOf(packageOf('left', '1.0.0'), record).rangesComplete).toBe(false);
  });

  it('shows where and why', () => {
    expect(findingOf(packageOf('left', '1.0.0'), record).evidence).toEqual([
      { path: 'node_modules/left', line: null, detail: 'GHSA-0000-0000-0000 affects <2.0.0' },
    ]);
  });

  it('keeps its fingerprint over versions and places', () => {
    const there = packageOf('left', '1.1.0', { locations: [{ path: 'a/node_modules/left' }] });
    const [one, other] = [packageOf('left', '1.0.0'), there].map((pkg) => findingOf(pkg, record));
    expect(one?.fingerprint).toBe(other?.fingerprint);
    expect(one?.id).not.toBe(other?.id);
  });

  it('carries EPSS and KEV of its CVEs', () => {
    const store = storeOf(record);
    const known: AdvisoryStore = {
      ...store,
      epss: (cve) => (cve === 'CVE-2026-1' ? 0.25 : null),
      kev: (cve) => cve === 'CVE-2026-1',
    };
    expect(matchPackages([packageOf('left', '1.0.0')], known)).toMatchObject([{ epss: 0.25, kev: true }]);
    expect(matchPackages([packageOf('left', '1.0.0')], store)).toMatchObject([{ epss: null, kev: null }]);
    store.close();
  });

  it('is there for each occurrence, and a name is looked up once', () => {
    const store = storeOf(record);
    const asked: string[] = [];
    const spied: AdvisoryStore = {
      ...store,
      lookup: (ecosystem, name) => (asked.push(name), store.lookup(ecosystem, name)),
    };
    const nested = packageOf('left', '1.1.0', { locations: [{ path: 'node_modules/a/node_modules/left' }] });
    expect(matchPackages([packageOf('left', '1.0.0'), nested], spied)).toHaveLength(2);
    expect(asked).toEqual(['left']);
    store.close();
  });
});

describe('hostile records', () => {
  it.each([
    [
      'aliases in a cycle',
      [
        recordOf({ id: 'A', aliases: ['B'], versions: ['1.0.0'] }),
        recordOf({ id: 'B', aliases: ['A'], versions: ['1.0.0'] }),
      ],
    ],
    [
      'a huge list of versions',
      [recordOf({ versions: Array.from({ length: 100_000 }, (_, at) => `1.0.${at}`) })],
    ],
    [
      'a thousand ranges',
      [
        recordOf({
          events: Array.from({ length: 2000 }, (_, at) =>
            at % 2 ? { fixed: `0.${at}.0` } : { introduced: `0.${at}.0` },
          ),
          versions: ['1.0.0'],
        }),
      ],
    ],
    ['a name of JavaScript', [recordOf({ id: '__proto__', aliases: ['constructor'], versions: ['1.0.0'] })]],
  ])('with %s are matched', (_, records) => {
    expect(findingsOf(packageOf('left', '1.0.0'), ...records)).toHaveLength(1);
  });
});
