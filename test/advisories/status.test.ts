import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KEV_FILE } from '../../src/advisories/index/exploit-data.js';
import { inspectDatabase } from '../../src/advisories/status.js';
import { writeBucketFile } from '../../src/advisories/index/write-bucket-file.js';
import { writeDatabase } from '../support/advisory-database.js';
import { recordOf } from '../support/osv-records.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const RECORD = recordOf({ versions: ['1.0.0'] });

test('a folder that is not there holds nothing', () => {
  expect(inspectDatabase(join(temporaryFolder(), 'absent'), { verify: true })).toEqual([]);
});

test('indexes come before feeds, each with its source, age and count', () => {
  const dir = temporaryFolder();
  writeDatabase(dir, [RECORD]);
  writeDatabase(dir, [], { ecosystem: 'crates.io' });
  const about = { kind: 'kev', source: 'https://kev.example.invalid/', asOf: '2026-05-30', count: 1 };
  writeBucketFile(join(dir, KEV_FILE), { about, values: new Map([['CVE-2021-1', ['""']]]) });
  const parts = inspectDatabase(dir, { verify: true });
  expect(parts.map(({ name, asOf, count, intact }) => [name, asOf, count, intact])).toEqual([
    ['crates.io', '2026-05-31T00:00:00Z', 0, true],
    ['npm', '2026-05-31T00:00:00Z', 1, true],
    ['KEV', '2026-05-30', 1, true],
  ]);
});

test('every byte is read only on request', () => {
  const dir = temporaryFolder();
  const path = writeDatabase(dir, [RECORD]);
  writeFileSync(path, Buffer.from(readFileSync(path, 'latin1').replace('1.0.0', '2.0.0'), 'latin1'));
  const intact = [true, false].map((verify) => inspectDatabase(dir, { verify })[0]?.intact);
  expect(intact).toEqual([false, null]);
});

test('a file that cannot be opened is reported', () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'npm.advisories'), 'damaged');
  expect(inspectDatabase(dir, { verify: false })[0]).toMatchObject({
    name: 'npm',
    intact: false,
    error: expect.stringContaining('damaged') as unknown,
  });
});
