import { beat } from './beat.js';
import type { FileEntry, FileRead, FileTree } from './file-tree.js';
import { keptHeads } from './kept-heads.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { ReadWanted, Wanted } from './read-wanted.js';
import { resolveLink } from './resolve-link.js';

export interface HandleTree<H> {
  /** Sorted. */
  readonly files: ReadonlyMap<string, FileEntry>;
  readonly links: ReadonlyMap<string, string>;
  readonly handleOf: (path: string) => H | undefined;
  readonly readWanted: ReadWanted<H>;
  /** Reads the starts of files; without it all of them is read. */
  readonly readHeads?: ReadWanted<H> | undefined;
  /** Reads the ends of files; without it all of them is read. */
  readonly readTails?: ReadWanted<H> | undefined;
  /** The largest file that is read. */
  readonly maxFileBytes?: number;
}

function failed(path: string, message: string): FileRead {
  return { path, problem: { code: 'malformed', path, message, affectsCompleteness: true } };
}

function missing(path: string): FileRead {
  const message = 'There is no such file in the artifact.';
  return { path, problem: { code: 'missing', path, message, affectsCompleteness: false } };
}

function tooLarge(path: string, maxFileBytes: number): FileRead {
  const message = `The file is larger than the ${maxFileBytes} bytes that may be read of one file.`;
  return { path, problem: { code: 'too-large', path, message, affectsCompleteness: true } };
}

/** The same answer under the requested path (a link to it, or its own). */
function readAs(requested: string, read: FileRead): FileRead {
  return read.path === requested ? read : { ...read, path: requested };
}

/** The real path of each requested file, and the paths that it was requested by. */
interface Requested<H> {
  readonly wanted: Wanted<H>[];
  readonly by: Map<string, string[]>;
}

/** Records a file to read once, however often it is requested. */
function noteRequest<H>({ wanted, by }: Requested<H>, requested: string, found: Wanted<H>): void {
  const others = by.get(found.path);
  if (others) others.push(requested);
  else {
    by.set(found.path, [requested]);
    wanted.push(found);
  }
}

/** Reads each file once and answers under all requested paths; unread files are problems. */
async function* readRequested<H>(
  { wanted, by }: Requested<H>,
  read: ReadWanted<H>,
): AsyncGenerator<FileRead> {
  let reason = 'The file could not be read.';
  try {
    for await (const found of read(wanted)) {
      beat();
      const paths = by.get(found.path) ?? [];
      by.delete(found.path);
      for (const requested of paths) yield readAs(requested, found);
    }
  } catch (error) {
    reason = `The file could not be read: ${(error as Error).message}.`;
  }
  for (const requested of [...by.values()].flat()) yield failed(requested, reason);
}

/** A tree of files that are found by handle: looks paths up through links, holds reads to their limit, never throws. */
export function handleTree<H>(parts: HandleTree<H>): FileTree {
  const { files, links, handleOf, readWanted, maxFileBytes = DEFAULT_LIMITS.maxFileBytes } = parts;

  function find(requested: string, maxBytes: number): Wanted<H> | FileRead {
    const path = files.has(requested) ? requested : resolveLink({ links }, requested);
    const entry = path === undefined ? undefined : files.get(path);
    if (!entry) return missing(requested);
    const handle = handleOf(entry.path);
    if (handle === undefined) return missing(requested);
    if (entry.size > maxBytes) return tooLarge(requested, maxBytes);
    return { path: entry.path, size: entry.size, handle };
  }

  async function* readThrough(
    read: ReadWanted<H>,
    paths: Iterable<string>,
    maxBytes = maxFileBytes,
  ): AsyncGenerator<FileRead> {
    const wanted: Requested<H> = { wanted: [], by: new Map() };
    for (const requested of new Set(paths)) {
      const found = find(requested, maxBytes);
      if ('handle' in found) noteRequest(wanted, requested, found);
      else yield found;
    }
    yield* readRequested(wanted, read);
  }

  /** A part of a file takes the same memory however large the file is. */
  function readPart(read: ReadWanted<H> | undefined): FileTree['readHeads'] {
    return (paths) => readThrough(read ?? readWanted, paths, read ? Infinity : maxFileBytes);
  }

  const heads = keptHeads<H>(files);
  return {
    files,
    links,
    readMany: (paths) => readThrough(readWanted, paths),
    readHeads: readPart(heads.readingHeads(parts.readHeads)),
    readTails: readPart(heads.readingTails(parts.readTails)),
    async read(path) {
      for await (const found of readThrough(readWanted, [path])) return found;
      return missing(path);
    },
  };
}
