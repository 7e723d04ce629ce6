import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ScanError } from '../../model/index.js';
import {
  bucketOf,
  HEADER_BYTES,
  hashOfContent,
  parseHeader,
  sectionsOf,
  TABLE_ENTRY_BYTES,
  type Sections,
} from './bucket-layout.js';

/** An immutable file of JSON values by key, looked up without reading the rest. */
export interface BucketFile {
  /** The writer's header. */
  readonly about: unknown;
  /** Hex digest of the content, as the header says; see `verify`. */
  readonly sha256: string;
  /** Values under a key; empty when the file has none. */
  find(key: string): readonly unknown[];
  /** Every key and its values, in no particular order; about 1 MB is in memory at a time. */
  entries(): Iterable<readonly [string, readonly unknown[]]>;
  /** The entries whose JSON contains `text`. */
  search(text: string): Iterable<readonly [string, readonly unknown[]]>;
  /** Bytes that the writer appended for its own use. */
  tail(): Uint8Array;
  /** Reads the whole file; false if its content is damaged. */
  verify(): boolean;
  close(): void;
}

const CHUNK_BYTES = 1024 * 1024;

/** The error for a damaged or foreign file. */
export function damagedFile(path: string, cause: unknown): ScanError {
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  return new ScanError('data', `${path} is damaged${why}`, {
    hint: 'Run `stowaway db update`: it downloads the data and writes the file again.',
    cause,
  });
}

function readAt(descriptor: number, offset: number, length: number): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let done = 0; done < length;) {
    const count = readSync(descriptor, bytes, done, length - done, offset + done);
    if (count === 0) throw new Error('the file ends early');
    done += count;
  }
  return bytes;
}

function parseLine(line: string): readonly [string, readonly unknown[]] {
  const [key, ...values] = JSON.parse(line) as [string, ...unknown[]];
  return [key, values];
}

/** Stretches of the body of whole buckets, each about CHUNK_BYTES long. */
function* chunksOf(
  descriptor: number,
  { table, body }: Sections & { readonly table: Buffer },
): Iterable<Buffer> {
  let start = 0;
  for (let at = TABLE_ENTRY_BYTES; at < table.length; at += TABLE_ENTRY_BYTES) {
    const end = table.readUInt32LE(at);
    if (end - start < CHUNK_BYTES && at + TABLE_ENTRY_BYTES < table.length) continue;
    if (end > start) yield readAt(descriptor, body + start, end - start);
    start = end;
  }
}

function linesWith(chunk: Buffer, text: string): string[] {
  const lines = chunk.includes(text) ? chunk.toString('utf8').split('\n') : [];
  return lines.filter((line) => line !== '' && line.includes(text));
}

function openSections(path: string): {
  descriptor: number;
  sections: Sections & { table: Buffer };
  about: unknown;
  sha256: string;
} {
  const descriptor = openSync(path, 'r');
  try {
    const header = parseHeader(readAt(descriptor, 0, HEADER_BYTES));
    const sections = sectionsOf(header);
    if (fstatSync(descriptor).size !== sections.end)
      throw new Error('its size differs from the size in its header');
    const table = readAt(descriptor, HEADER_BYTES, sections.body - HEADER_BYTES);
    return { descriptor, sections: { ...sections, table }, about: header.about, sha256: header.sha256 };
  } catch (cause) {
    closeSync(descriptor);
    throw damagedFile(path, cause);
  }
}

function isIntact(
  descriptor: number,
  sections: Sections,
  expected: { about: unknown; sha256: string },
): boolean {
  const hash: Hash = hashOfContent(createHash('sha256'), expected.about);
  for (let at = HEADER_BYTES; at < sections.end; at += CHUNK_BYTES) {
    hash.update(readAt(descriptor, at, Math.min(CHUNK_BYTES, sections.end - at)));
  }
  return hash.digest('hex') === expected.sha256;
}

/**
 * Opens a bucket file. Reads only its header and bucket table (a few bytes a bucket).
 * @throws ScanError `data` when the file has another format or is damaged, here or in a later call; the file system
 * error when it cannot be opened.
 */
export function openBucketFile(path: string): BucketFile {
  const { descriptor, sections, about, sha256 } = openSections(path);
  function guard<T>(read: () => T): T {
    try {
      return read();
    } catch (cause) {
      throw damagedFile(path, cause);
    }
  }
  function find(key: string): readonly unknown[] {
    const [start, end] = bucketOf(key, sections.table);
    if (start === end) return [];
    const opening = `[${JSON.stringify(key)}`;
    const lines = readAt(descriptor, sections.body + start, end - start)
      .toString('utf8')
      .split('\n');
    const line = lines.find(
      (candidate) => candidate.startsWith(opening) && ',]'.includes(candidate[opening.length] ?? '?'),
    );
    return line === undefined ? [] : parseLine(line)[1];
  }
  function search(text: string): readonly (readonly [string, readonly unknown[]])[] {
    return [...chunksOf(descriptor, sections)].flatMap((chunk) => linesWith(chunk, text).map(parseLine));
  }
  return {
    about,
    sha256,
    find: (key) => guard(() => find(key)),
    *entries() {
      for (const chunk of chunksOf(descriptor, sections))
        yield* guard(() => linesWith(chunk, '').map(parseLine));
    },
    search: (text) => guard(() => search(text)),
    tail: () => guard(() => readAt(descriptor, sections.tail, sections.end - sections.tail)),
    verify: () => guard(() => isIntact(descriptor, sections, { about, sha256 })),
    close: () => closeSync(descriptor),
  };
}
