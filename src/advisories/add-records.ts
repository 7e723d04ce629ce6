import pLimit from 'p-limit';
import { ScanError } from '../model/index.js';
import type { IndexBuilder } from './build-index.js';
import { fetchFile, NO_VALIDATORS } from './feed.js';
import type { ModifiedIds } from './modified-ids.js';
import type { NetworkSettings } from '../network/index.js';
import { readExport } from './read-export.js';

const FETCHES_AT_ONCE = 8;

/** Records by id that could not be had, and why. */
export type Unreadable = ReadonlyMap<string, string>;

export interface Source {
  readonly settings: NetworkSettings;
  readonly builder: IndexBuilder;
  /** Address of a file of the ecosystem. */
  readonly urlOf: (file: string) => URL;
}

/** Fetches records one by one and adds them. */
export async function addSingly(
  ids: readonly string[],
  { settings, builder, urlOf }: Source,
): Promise<Unreadable> {
  const unreadable = new Map<string, string>();
  const limit = pLimit(FETCHES_AT_ONCE);
  async function addOne(id: string): Promise<void> {
    try {
      const fetched = await fetchFile(urlOf(`${encodeURIComponent(id)}.json`), NO_VALIDATORS, settings);
      const reading = builder.add(fetched?.body ?? Buffer.alloc(0));
      if ('problem' in reading) unreadable.set(id, reading.problem);
    } catch (error) {
      if (!(error instanceof ScanError)) throw error;
      unreadable.set(id, error.message);
    }
  }
  await Promise.all(ids.map((id) => limit(() => addOne(id))));
  return unreadable;
}

/** Adds the records of a downloaded export. @returns the date of each that could be read. */
export async function addArchive(archive: string, builder: IndexBuilder): Promise<ModifiedIds> {
  const read = new Map<string, string>();
  for await (const record of readExport(archive)) {
    const reading = 'bytes' in record ? builder.add(record.bytes) : null;
    if (reading && 'id' in reading) read.set(reading.id, reading.modified);
  }
  return read;
}
