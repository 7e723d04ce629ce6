import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, assert, dictionary, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openIndex } from '../../../src/advisories/index/advisory-index.js';
import { openBucketFile } from '../../../src/advisories/index/bucket-file.js';
import { readOsvRecord } from '../../../src/advisories/records/osv-record.js';
import { writeBucketFile } from '../../../src/advisories/index/write-bucket-file.js';
import { writeDatabase } from '../../support/advisory-database.js';
import { realRecord, recordOf } from '../../support/osv-records.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

const REAL = [
  'GHSA-35jh-r3h4-6jhm',
  'GHSA-wc9v-mj63-m9g5',
  'GHSA-v6h2-p8h4-qcjw',
  'MAL-2024-1006',
  'MAL-2025-46969',
];

describe('an advisory index', () => {
  it.each(REAL)('gives back %s as it was read', (id) => {
    const index = openIndex(writeDatabase(temporaryFolder(), [realRecord(id)]));
    const reading = readOsvRecord(realRecord(id), 'npm');
    const advisories = 'advisories' in reading ? reading.advisories : [];
    expect(advisories.flatMap(({ name }) => index.lookup(name))).toEqual(advisories);
    index.close();
  });

  it('gives back every kind of event, hint and date', () => {
    const affected = [
      {
        package: { ecosystem: 'npm', name: 'left' },
        ranges: [
          { type: 'ECOSYSTEM', events: [{ introduced: '0' }] },
          { type: 'SEMVER', events: [{ introduced: '2.0.0' }, { limit: '3.0.0' }] },
        ],
        database_specific: { last_known_affected_version_range: '< 2.0.0' },
      },
    ];
    const record = recordOf({ affected, published: '2026-01-01', modified: '2026-01-01T00:00:00.5Z' });
    const reading = readOsvRecord(record, 'npm');
    const index = openIndex(writeDatabase(temporaryFolder(), [record]));
    expect(index.lookup('left')).toEqual('advisories' in reading && reading.advisories);
    index.close();
  });

  it.each([
    ['words of the summary', { summary: 'Reflected XSS in left' }, 'CWE-79'],
    ['its own CWE', { summary: 'XSS', database_specific: { cwe_ids: ['CWE-22'] } }, 'CWE-22'],
    ['nothing', { summary: 'A flaw' }, null],
  ])('keeps the weakness that is known by %s, and no summary', (_by, fields, flaw) => {
    const index = openIndex(writeDatabase(temporaryFolder(), [recordOf({ ...fields, versions: ['1.0.0'] })]));
    expect(index.lookup('left')).toMatchObject([{ flaw, affected: { versions: ['1.0.0'] } }]);
    index.close();
  });

  it('finds records by id and by alias, not by a part of one', () => {
    const index = openIndex(
      writeDatabase(temporaryFolder(), [realRecord('GHSA-35jh-r3h4-6jhm'), realRecord('MAL-2025-46969')]),
    );
    const counts = ['MAL-2025-46969', 'CVE-2021-23337', 'CVE-2021-2333', 'lodash'].map(
      (id) => index.withId(id).length,
    );
    expect(counts).toEqual([1, 4, 0, 0]);
    index.close();
  });

  it('counts records, not packages', () => {
    const index = openIndex(writeDatabase(temporaryFolder(), [realRecord('GHSA-35jh-r3h4-6jhm')]));
    expect(index.about.records).toBe(1);
    index.close();
  });

  it('distinguishes names that share a prefix or have a meaning in JavaScript', () => {
    const names = [
      'a',
      'a"',
      'a\\',
      'a,',
      '__proto__',
      'constructor',
      'toString',
      'é',
      '\u{1f600}',
      '\n',
      '',
    ];
    const records = names.map((name, at) => recordOf({ id: `X-${at}`, name, versions: ['1.0.0'] }));
    const index = openIndex(writeDatabase(temporaryFolder(), records));
    expect(names.map((name) => index.lookup(name).map(({ id }) => id))).toEqual(
      names.map((_, at) => [`X-${at}`]),
    );
    expect(index.lookup('absent')).toEqual([]);
    index.close();
  });

  it('is the same file for the same records in any order', () => {
    const records = REAL.map(realRecord);
    const [one = '', other = ''] = [records, records.toReversed()].map((each) =>
      writeDatabase(temporaryFolder(), each),
    );
    expect(readFileSync(one).equals(readFileSync(other))).toBe(true);
  });
});

/** `read`, or the code of the thrown error. */
function outcomeOf(look: () => unknown): unknown {
  try {
    look();
    return 'read';
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
}

describe('a bucket file', () => {
  it('finds the written records, and no others', () => {
    const folder = temporaryFolder();
    assert(
      property(dictionary(string({ unit: 'binary' }), array(string())), string(), (content, absent) => {
        const values = new Map(
          Object.entries(content).map(([key, texts]) => [key, texts.map((text) => JSON.stringify(text))]),
        );
        const path = join(folder, 'file');
        writeBucketFile(path, { about: {}, values });
        const file = openBucketFile(path);
        for (const [key, texts] of Object.entries(content)) expect(file.find(key)).toEqual(texts);
        expect(new Map(file.entries())).toEqual(new Map(Object.entries(content)));
        expect(file.find(absent)).toEqual(Object.hasOwn(content, absent) ? content[absent] : []);
        expect(file.verify()).toBe(true);
        file.close();
      }),
      { numRuns: 15 },
    );
  });

  function written(): { path: string; bytes: Buffer } {
    const path = writeDatabase(temporaryFolder(), [realRecord('GHSA-35jh-r3h4-6jhm')]);
    return { path, bytes: readFileSync(path) };
  }

  it.each([
    ['is empty', () => Buffer.alloc(0)],
    ['is cut in the header', (bytes: Buffer) => bytes.subarray(0, 500)],
    ['is cut at the end', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['is longer than it says', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(1)])],
    ['is something else', (bytes: Buffer) => Buffer.alloc(bytes.length, 'x')],
    [
      'is of a later format',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 8), Buffer.from([9, 0, 0, 0]), bytes.subarray(12)]),
    ],
    [
      'has no JSON header',
      (bytes: Buffer) =>
        Buffer.concat([bytes.subarray(0, 16), Buffer.alloc(1008, '{'), bytes.subarray(1024)]),
    ],
  ])('that %s is refused', (_, damage) => {
    const { path, bytes } = written();
    writeFileSync(path, damage(bytes));
    expect(() => openIndex(path)).toThrow(expect.objectContaining({ code: 'data' }));
  });

  it('with one changed byte is not intact', () => {
    const { path, bytes } = written();
    const at = bytes.indexOf('4.17.21');
    bytes[at] = '5'.charCodeAt(0);
    writeFileSync(path, bytes);
    const index = openIndex(path);
    expect(index.verify()).toBe(false);
    index.close();
  });

  it('with changed bytes anywhere throws only the error for a damaged file', () => {
    const { path, bytes } = written();
    for (let at = 1024; at < bytes.length; at += 17) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x15;
      writeFileSync(path, damaged);
      const index = openIndex(path);
      expect(['read', 'data']).toContain(outcomeOf(() => index.lookup('lodash')));
      index.close();
    }
  });

  it('stays readable when it is replaced', () => {
    const dir = temporaryFolder();
    const old = openIndex(writeDatabase(dir, [recordOf({ versions: ['1.0.0'] })]));
    const fresh = openIndex(writeDatabase(dir, []));
    expect([old.lookup('left').length, fresh.lookup('left').length]).toEqual([1, 0]);
    old.close();
    fresh.close();
  });
});
