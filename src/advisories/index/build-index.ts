import { normaliseName } from '../../ecosystems/index.js';
import type { AdvisoryIndex, IndexAbout } from './advisory-index.js';
import { newDescriptions, type DescriptionsBuilder } from './descriptions.js';
import { readOsvRecord, type RecordReading } from '../records/osv-record.js';
import { encodeAdvisory } from './stored-advisory.js';
import { writeBucketFile } from './write-bucket-file.js';

/** Collects the records of one ecosystem, each reduced to its facts as it comes, and writes them as an index. */
export interface IndexBuilder {
  /**
   * Adds a record, unless it cannot be read. A record is added once: `drop` it first to replace it.
   * @param expectedId refuses the record of another id: a server may answer with any.
   */
  add(bytes: Uint8Array, expectedId?: string): RecordReading;
  /** Takes over what an older index has. */
  keep(index: AdvisoryIndex): void;
  /** Forgets records by id. */
  drop(ids: ReadonlySet<string>): void;
  /** Records that concern a package. */
  count(): number;
  /** @param tail see AdvisoryIndex.tail */
  write(path: string, about: Pick<IndexAbout, 'source' | 'asOf' | 'unreadable'>, tail?: Uint8Array): void;
  /** What the records say for people. */
  readonly descriptions: DescriptionsBuilder;
}

/** Id of an advisory stored as JSON. */
function idOf(json: string): string {
  return (JSON.parse(json) as [string])[0];
}

export function newIndexBuilder(ecosystem: string): IndexBuilder {
  const values = new Map<string, string[]>();
  const ids = new Set<string>();
  const descriptions = newDescriptions();

  function put(written: string, id: string, json: string): void {
    const name = normaliseName(ecosystem, written);
    ids.add(id);
    const stored = values.get(name);
    if (stored) stored.push(json);
    else values.set(name, [json]);
  }

  return {
    add(bytes, expectedId) {
      const reading = readOsvRecord(bytes, ecosystem);
      if ('problem' in reading) return reading;
      if (reading.id !== (expectedId ?? reading.id)) return { problem: `it is the record ${reading.id}` };
      for (const advisory of reading.advisories) put(advisory.name, advisory.id, encodeAdvisory(advisory));
      descriptions.put(reading.id, reading.description);
      return reading;
    },
    keep(index) {
      for (const [name, stored] of index.entries()) {
        for (const value of stored) put(name, (value as [string])[0], JSON.stringify(value));
      }
    },
    drop(dropped) {
      for (const [name, stored] of values) {
        const kept = stored.filter((json) => !dropped.has(idOf(json)));
        if (kept.length > 0) values.set(name, kept);
        else values.delete(name);
      }
      for (const id of dropped) ids.delete(id);
      descriptions.drop(dropped);
    },
    count: () => ids.size,
    write(path, { source, asOf, unreadable }, tail = new Uint8Array()) {
      for (const stored of values.values()) stored.sort();
      const about: IndexAbout = {
        kind: 'advisories',
        ecosystem,
        source,
        asOf,
        records: ids.size,
        unreadable,
      };
      writeBucketFile(path, { about, values, tail });
    },
    descriptions,
  };
}
