import { assert, json, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOsvRecord } from '../../../src/advisories/records/osv-record.js';
import type { Advisory } from '../../../src/model/index.js';
import { realRecord, recordOf } from '../../support/osv-records.js';

function advisoriesOf(bytes: Uint8Array, ecosystem = 'npm'): readonly Advisory[] {
  const reading = readOsvRecord(bytes, ecosystem);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.advisories;
}

function firstOf(bytes: Uint8Array, ecosystem = 'npm'): Advisory {
  const [advisory] = advisoriesOf(bytes, ecosystem);
  if (!advisory) throw new Error('no advisory');
  return advisory;
}

describe('affected objects', () => {
  it('of one package are one advisory with all their ranges', () => {
    expect(
      advisoriesOf(realRecord('GHSA-wc9v-mj63-m9g5')).map(({ name, affected }) => [
        name,
        affected.ranges.length,
      ]),
    ).toEqual([['pg', 11]]);
  });

  it('that repeat each other count once', () => {
    const twice = JSON.parse(recordOf({ events: [{ introduced: '0' }, { fixed: '1.0.0' }] }).toString()) as {
      affected: unknown[];
    };
    twice.affected.push(twice.affected[0]);
    expect(firstOf(Buffer.from(JSON.stringify(twice))).affected.ranges).toHaveLength(1);
  });

  it.each([
    ['GHSA-35jh-r3h4-6jhm', 'npm', ['lodash', 'lodash-es', 'lodash.template', 'lodash-template']],
    ['GHSA-35jh-r3h4-6jhm', 'RubyGems', ['lodash-rails']],
    ['GHSA-35jh-r3h4-6jhm', 'PyPI', []],
  ])('of %s in %s', (id, ecosystem, names) => {
    expect(advisoriesOf(realRecord(id), ecosystem).map(({ name }) => name)).toEqual(names);
  });

  it.each(['GHSA-4jqc-8m5r-9rpr', 'GHSA-vxvm-qww3-2fh7'])('of other ecosystems in %s are left out', (id) => {
    expect(new Set(advisoriesOf(realRecord(id)).map(({ ecosystem }) => ecosystem))).toEqual(new Set(['npm']));
  });

  it('match an ecosystem with a suffix', () => {
    const bytes = recordOf({
      affected: [{ package: { ecosystem: 'Alpine:v3.18', name: 'busybox' }, versions: ['1'] }],
    });
    expect(advisoriesOf(bytes, 'Alpine')).toHaveLength(1);
  });

  it('keep listed versions without ranges', () => {
    expect(firstOf(realRecord('MAL-2025-46969')).affected).toEqual({ ranges: [], versions: ['5.6.1'] });
  });

  it('lose ranges of commits', () => {
    const ranges = [
      { type: 'GIT', repo: 'https://example.invalid/r', events: [{ introduced: '0' }, { limit: 'abc' }] },
    ];
    const bytes = recordOf({
      affected: [{ package: { ecosystem: 'npm', name: 'left' }, ranges, versions: ['1.0.0'] }],
    });
    expect(firstOf(bytes).affected).toEqual({ ranges: [], versions: ['1.0.0'] });
  });

  it('have their events in order', () => {
    const events = [{ introduced: '0' }, { introduced: '2.0.0' }, { fixed: '2.0.1' }, { fixed: '1.3.2' }];
    expect(firstOf(recordOf({ events })).affected.ranges[0]?.events).toEqual([
      { introduced: '0' },
      { fixed: '1.3.2' },
      { introduced: '2.0.0' },
      { fixed: '2.0.1' },
    ]);
  });

  it('keep the hint of an open range', () => {
    const affected = [
      {
        package: { ecosystem: 'npm', name: 'left' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }] }],
        database_specific: { last_known_affected_version_range: '<= 1.4.0' },
      },
    ];
    expect(firstOf(recordOf({ affected })).affected.ranges[0]?.lastKnownAffected).toBe('<= 1.4.0');
  });
});

describe('records', () => {
  it.each([
    ['withdrawn', realRecord('GHSA-rm8p-cx58-hcvx')],
    ['withdrawn, with a duplicated object', realRecord('GHSA-7fhm-mqm4-2wp7')],
    ['unprocessed', recordOf({ id: 'MAL-0000-ghsa-malware-0123456789abcdef', versions: ['1.0.0'] })],
    ['without packages', Buffer.from('{"id":"X-1","modified":"2026-01-01T00:00:00Z"}')],
  ])('say nothing when %s', (_, bytes) => expect(advisoriesOf(bytes)).toEqual([]));

  it.each(['GSD-2024-1', 'x_OSVDB-1', 'SNYK-JS-1', 'PYSEC-2024-1'])('may have an id like %s', (id) => {
    expect(firstOf(recordOf({ id, versions: ['1.0.0'] })).id).toBe(id);
  });

  it('do not take related records for aliases', () => {
    expect(firstOf(realRecord('GHSA-9qr9-h5gf-34mp')).aliases).toEqual([]);
  });

  it('keep all vectors, and dates as they are spelled', () => {
    const { vectors, modified } = firstOf(realRecord('GHSA-v6h2-p8h4-qcjw'));
    expect([vectors.length, modified]).toEqual([2, '2026-09-10T03:50:25.501161917Z']);
  });

  it.each([
    [{ cvss_v3_score: 9.8 }, 'critical'],
    [{ cvss_v4_score: 6.1 }, 'medium'],
    [{ cvss_v2_score: 2 }, 'low'],
    [{ cvss_v3_score: 9.8, severity: 'LOW' }, 'low'],
    [{ cvss_v3_score: '9.8' }, null],
    [{ cvss_v3_score: 98 }, null],
  ])('have the severity of the score that %j states', (specific, word) => {
    const record = recordOf({ versions: ['1.0.0'], database_specific: specific });
    expect(firstOf(record).severity).toBe(word);
  });

  it.each([
    ['CRITICAL', 'critical'],
    ['MODERATE', 'medium'],
    ['low', 'low'],
    ['constructor', null],
    [undefined, null],
  ])('have the severity %s as %s', (severity, word) => {
    expect(firstOf(recordOf({ versions: ['1.0.0'], database_specific: { severity } })).severity).toBe(word);
  });

  it.each([
    ['one range per package only; other ranges of this advisory may be missing', false],
    ['retire.js', false],
    ['retire.js-confirmed', true],
    [undefined, true],
  ])('are complete or not by %s', (word, complete) => {
    const bytes = recordOf({ versions: ['1.0.0'], database_specific: { range_completeness: word } });
    expect(firstOf(bytes).rangesComplete).toBe(complete);
  });
});

describe('malware', () => {
  it.each([
    ['its id', recordOf({ id: 'MAL-2026-1', versions: ['1.0.0'] }), 'malware'],
    [
      "the record's CWE",
      recordOf({ versions: ['1.0.0'], database_specific: { cwe_ids: ['CWE-506'] } }),
      'malware',
    ],
    ["the package's CWE", realRecord('MAL-2024-1006'), 'malware'],
    ['its title', recordOf({ versions: ['1.0.0'], summary: 'Malicious Package in left' }), 'malware'],
    ['another title', recordOf({ versions: ['1.0.0'], summary: 'left is malware' }), 'malware'],
    ['nothing', recordOf({ versions: ['1.0.0'], summary: 'Misreads malicious input' }), 'vulnerability'],
  ])('is known by %s', (_, bytes, kind) => expect(firstOf(bytes).kind).toBe(kind));

  it('is suspect when it has both "every version" and versions', () => {
    expect(firstOf(realRecord('MAL-2024-1006'))).toMatchObject({
      suspect: true,
      affected: { versions: ['6.2.5'] },
    });
  });

  it('is not suspect when it has only "every version"', () => {
    expect(firstOf(recordOf({ id: 'MAL-2026-1', events: [{ introduced: '0' }] })).suspect).toBe(false);
  });

  const open = { type: 'SEMVER', events: [{ introduced: '0' }] };
  const bounded = { type: 'SEMVER', events: [{ introduced: '4.1.1' }, { last_affected: '4.1.2' }] };
  function tinycolor(origins: readonly object[]): Advisory {
    return firstOf(
      recordOf({
        id: 'MAL-2025-47141',
        affected: [{ package: { ecosystem: 'npm', name: '@ctrl/tinycolor' }, ranges: [open, bounded] }],
        database_specific: { 'malicious-packages-origins': origins },
      }),
    );
  }
  const first = {
    id: 'GHSA-a',
    source: 'ghsa-malware',
    modified_time: '2025-09-15T00:00:00Z',
    ranges: [open],
  };
  const second = {
    id: 'GHSA-a',
    source: 'ghsa-malware',
    modified_time: '2025-09-16T00:00:00Z',
    ranges: [bounded],
  };

  it.each([
    ['its newer import took "every version" back', [first, second], [1, false]],
    ['the same, in the other order', [second, first], [1, false]],
    ['another origin still says it', [first, { ...second, id: 'GHSA-b' }], [2, true]],
    [
      'the newer import speaks of another package',
      [first, { ...second, ranges: [], versions: ['0.10.1'] }],
      [2, true],
    ],
    ['the newer import says nothing', [first, { ...second, ranges: [] }], [2, true]],
    ['it has no origins', [], [2, true]],
  ])('when %s', (_, origins, expected) => {
    const advisory = tinycolor(origins);
    expect([advisory.affected.ranges.length, advisory.suspect]).toEqual(expected);
  });
});

describe('bad input', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{"id":'],
    ['no UTF-8', Buffer.from([0xff, 0xfe])],
    ['no record', '[]'],
    ['no id', '{"modified":"2026-01-01T00:00:00Z","affected":[]}'],
    ['events that are no list', recordOf({ affected: [{ ranges: [{ type: 'SEMVER', events: {} }] }] })],
  ])('is a problem: %s', (_, bytes) => {
    expect(readOsvRecord(Buffer.from(bytes), 'npm')).toHaveProperty('problem');
  });

  it('in a field of the database alone does not lose the record', () => {
    expect(
      firstOf(recordOf({ versions: ['1.0.0'], database_specific: { severity: 7, cwe_ids: 'x' } })).severity,
    ).toBeNull();
  });

  it('never throws', () => {
    assert(
      property(json(), (text) => {
        expect(readOsvRecord(Buffer.from(text), 'npm')).toBeTypeOf('object');
      }),
    );
  });

  it('does not reach prototypes', () => {
    const bytes = Buffer.from(
      '{"id":"X-1","modified":"","__proto__":{"polluted":1},"affected":[{"package":{"ecosystem":"npm","name":"__proto__"},"versions":["1.0.0"]}]}',
    );
    expect([firstOf(bytes).name, 'polluted' in {}]).toEqual(['__proto__', false]);
  });
});
