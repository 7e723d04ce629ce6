import type { AdvisoryIndex, IndexAbout } from './advisory-index.js';
import { readOsvRecord } from './osv-record.js';
import { encodeAdvisory } from './stored-advisory.js';
import { writeBucketFile } from './write-bucket-file.js';

/** A record that could not be read, and why. */
export interface UnreadableRecord {
  readonly name: string;
  readonly reason: string;
}

/** Collects the records of one ecosystem, each reduced to its facts as it comes, and writes them as an index. */
export interface IndexBuilder {
  /** Adds a record. @returns its id and date, or null if it could not be read. */
  add(name: string, bytes: Uint8Array): { readonly id: string; readonly modified: string } | null;
  /** Takes over what an older index has, without the records of these ids. */
  keep(index: AdvisoryIndex, except: ReadonlySet<string>): void;
  readonly unreadable: readonly UnreadableRecord[];
  /** @param tail see AdvisoryIndex.tail */
  write(path: string, about: Pick<IndexAbout, 'source' | 'asOf'>, tail?: Uint8Array): IndexAbout;
}

export function newIndexBuilder(ecosystem: string): IndexBuilder {
  const values = new Map<string, string[]>();
  const ids = new Set<string>();
  const unreadable: UnreadableRecord[] = [];

  function put(name: string, id: string, json: string): void {
    ids.add(id);
    const stored = values.get(name);
    if (stored) stored.push(json);
    else values.set(name, [json]);
  }

  return {
    unreadable,
    add(name, bytes) {
      const reading = readOsvRecord(bytes, ecosystem);
      if ('problem' in reading) {
        unreadable.push({ name, reason: reading.problem });
        return null;
      }
      for (const advisory of reading.advisories) put(advisory.name, advisory.id, encodeAdvisory(advisory));
      return { id: reading.id, modified: reading.modified };
    },
    keep(index, except) {
      for (const [name, stored] of index.entries()) {
        for (const value of stored) {
          const [id] = value as [string];
          if (!except.has(id)) put(name, id, JSON.stringify(value));
        }
      }
    },
    write(path, { source, asOf }, tail = new Uint8Array()) {
      for (const stored of values.values()) stored.sort();
      const records = ids.size;
      const counts = { records, unreadable: unreadable.length };
      const about: IndexAbout = { kind: 'advisories', ecosystem, source, asOf, ...counts };
      writeBucketFile(path, { about, values, tail });
      return about;
    },
  };
}
