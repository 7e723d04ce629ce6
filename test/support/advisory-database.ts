import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { indexFileOf } from '../../src/advisories/index/advisory-index.js';
import { descriptionsFileOf } from '../../src/advisories/index/descriptions.js';
import { newIndexBuilder } from '../../src/advisories/index/build-index.js';
import { openAdvisories, type AdvisoryStore } from '../../src/advisories/index.js';
import { temporaryFolder } from './temporary-folder.js';

interface DatabaseFields {
  readonly ecosystem?: string;
  readonly source?: string;
  readonly asOf?: string;
  readonly unreadable?: number;
}

export const NOW = new Date('2026-06-01T00:00:00Z');

/** Writes an index of these records into a folder; returns its path. */
export function writeDatabase(
  dir: string,
  records: readonly Uint8Array[],
  fields: DatabaseFields = {},
): string {
  const {
    ecosystem = 'npm',
    source = 'https://osv.example.invalid/',
    asOf = '2026-05-31T00:00:00Z',
    unreadable = 0,
  } = fields;
  mkdirSync(dir, { recursive: true });
  const builder = newIndexBuilder(ecosystem);
  for (const record of records) builder.add(record);
  const path = join(dir, indexFileOf(ecosystem));
  builder.descriptions.write(descriptionsFileOf(path));
  builder.write(path, { source, asOf, unreadable });
  return path;
}

/** A store of these npm records alone, for the running test. */
export function storeOf(...records: readonly Uint8Array[]): AdvisoryStore {
  return storeFor(['npm'], records);
}

/** A store of these records alone, as far as they are of these ecosystems. */
export function storeFor(ecosystems: readonly string[], records: readonly Uint8Array[]): AdvisoryStore {
  const dir = temporaryFolder();
  for (const ecosystem of new Set(ecosystems)) writeDatabase(dir, records, { ecosystem });
  return openAdvisories({ dir, starterDir: dir, now: NOW });
}
