import { existsSync, readdirSync } from 'node:fs';
import type { Advisory } from '../../model/index.js';
import { damagedFile, openBucketFile } from './bucket-file.js';
import { readFields } from './read-fields.js';
import { decodeAdvisory } from './stored-advisory.js';

/** The header of an index. */
export interface IndexAbout {
  readonly kind: 'advisories';
  readonly ecosystem: string;
  /** Base URL of the export, or `starter`. */
  readonly source: string;
  /** ISO date-time up to which the records are known to be current. */
  readonly asOf: string;
  /** Records that concern a package. */
  readonly records: number;
  /** Records of the source that could not be read. */
  readonly unreadable: number;
}

const ABOUT_FIELDS = {
  kind: 'string',
  ecosystem: 'string',
  source: 'string',
  asOf: 'string',
  records: 'number',
  unreadable: 'number',
} as const;

function readAbout(value: unknown): IndexAbout | null {
  const about = readFields(value, ABOUT_FIELDS);
  return about?.kind === 'advisories' ? { ...about, kind: about.kind } : null;
}

/** The advisories of one ecosystem, on disk. */
export interface AdvisoryIndex {
  readonly about: IndexAbout;
  /** Hex digest of its content, as its header says. */
  readonly sha256: string;
  /** Advisories of the package of exactly that name. */
  lookup(name: string): readonly Advisory[];
  /** Advisories whose id or alias it is. */
  withId(id: string): readonly Advisory[];
  /** Stored advisories by package name, as their JSON values. */
  entries(): Iterable<readonly [string, readonly unknown[]]>;
  /** `modified_id.csv` of the records in it, gzipped; empty when unknown. */
  tail(): Uint8Array;
  verify(): boolean;
  close(): void;
}

const EXTENSION = '.advisories';

/** File name of an ecosystem's index in a database folder. */
export function indexFileOf(ecosystem: string): string {
  return encodeURIComponent(ecosystem) + EXTENSION;
}

/** Null for a file name that is not ours. */
function decoded(name: string): string | null {
  try {
    return decodeURIComponent(name);
  } catch {
    return null;
  }
}

/** Ecosystems that a database folder has indexes of, sorted; none when there is no such folder. */
export function ecosystemsIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((name) => name.endsWith(EXTENSION));
  return files.flatMap((name) => decoded(name.slice(0, -EXTENSION.length)) ?? []).sort();
}

/**
 * Opens an index; nothing but its header is read.
 * @throws ScanError `data` when it is none or is damaged, here or in a later call.
 */
export function openIndex(path: string): AdvisoryIndex {
  const file = openBucketFile(path);
  const about = readAbout(file.about);
  if (!about) {
    file.close();
    throw damagedFile(path, new Error('it holds no advisories'));
  }
  const { ecosystem } = about;
  function decode(name: string, values: readonly unknown[]): Advisory[] {
    try {
      return values.map((value) => decodeAdvisory(ecosystem, name, value));
    } catch (cause) {
      throw damagedFile(path, cause);
    }
  }
  return {
    about,
    sha256: file.sha256,
    lookup: (name) => decode(name, file.find(name)),
    withId: (id) =>
      [...file.search(JSON.stringify(id))]
        .flatMap(([name, values]) => decode(name, values))
        .filter((advisory) => advisory.id === id || advisory.aliases.includes(id)),
    entries: () => file.entries(),
    tail: () => file.tail(),
    verify: () => file.verify(),
    close: () => file.close(),
  };
}
