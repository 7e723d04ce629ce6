import pLimit from 'p-limit';
import { ScanError } from '../../model/index.js';
import type { IndexBuilder } from '../index/build-index.js';
import { fetchFile, NO_VALIDATORS, type Connection } from './feed.js';
import type { ModifiedIds } from './modified-ids.js';
import { readExport } from './read-export.js';

const FETCHES_AT_ONCE = 8;
const RECORD_SUFFIX = '.json';

/** Records by id that could not be downloaded, and why. */
export type Unreadable = ReadonlyMap<string, string>;

export interface Source {
  readonly connection: Connection;
  readonly builder: IndexBuilder;
  /** Address of a file of the ecosystem. */
  readonly urlOf: (file: string) => URL;
}

/** Fetches records one by one and adds them. */
export async function addSingly(
  ids: readonly string[],
  { connection, builder, urlOf }: Source,
): Promise<Unreadable> {
  const unreadable = new Map<string, string>();
  const limit = pLimit(FETCHES_AT_ONCE);
  async function addOne(id: string): Promise<void> {
    try {
      const fetched = await fetchFile(
        urlOf(encodeURIComponent(id) + RECORD_SUFFIX),
        NO_VALIDATORS,
        connection,
      );
      const reading = builder.add(fetched?.body ?? Buffer.alloc(0), id);
      if ('problem' in reading) unreadable.set(id, reading.problem);
    } catch (error) {
      if (!(error instanceof ScanError) || connection.deadline.aborted) throw error;
      unreadable.set(id, error.message);
    }
  }
  await Promise.all(ids.map((id) => limit(() => addOne(id))));
  return unreadable;
}

/** Adds the records of a downloaded export, each a file `<id>.json`. @returns the date of each that could be read. */
export async function addArchive(archive: string, builder: IndexBuilder): Promise<ModifiedIds> {
  const read = new Map<string, string>();
  for await (const record of readExport(archive)) {
    const reading =
      'bytes' in record ? builder.add(record.bytes, record.name.slice(0, -RECORD_SUFFIX.length)) : null;
    if (reading && 'id' in reading) read.set(reading.id, reading.modified);
  }
  return read;
}
