import type { FileEntry, FileRead, FileTree } from './file-tree.js';
import { DEFAULT_LIMITS } from './limits.js';
import { resolveLink } from './resolve-link.js';

/** A file to read: `handle` is what its unpacker needs to find the bytes. */
export interface Wanted<H> {
  readonly path: string;
  readonly size: number;
  readonly handle: H;
}

/** Reads files, in any order, yielding each once under its `path`. May throw: what is not yielded becomes a problem. */
export type ReadWanted<H> = (wanted: readonly Wanted<H>[]) => Iterable<FileRead> | AsyncIterable<FileRead>;

export interface HandleTree<H> {
  /** Sorted. */
  readonly files: ReadonlyMap<string, FileEntry>;
  readonly links: ReadonlyMap<string, string>;
  readonly handleOf: (path: string) => H | undefined;
  readonly readWanted: ReadWanted<H>;
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

/** The same answer under the path that was asked for (a link to it, or its own). */
function readAs(asked: string, read: FileRead): FileRead {
  return read.path === asked ? read : { ...read, path: asked };
}

/** A tree of files that are found by handle: looks paths up through links, holds reads to their limit, never throws. */
export function handleTree<H>(parts: HandleTree<H>): FileTree {
  const { files, links, handleOf, readWanted, maxFileBytes = DEFAULT_LIMITS.maxFileBytes } = parts;

  function find(asked: string): Wanted<H> | FileRead {
    const path = files.has(asked) ? asked : resolveLink({ links }, asked);
    const entry = path === undefined ? undefined : files.get(path);
    if (!entry) return missing(asked);
    const handle = handleOf(entry.path);
    if (handle === undefined) return missing(asked);
    if (entry.size > maxFileBytes) return tooLarge(asked, maxFileBytes);
    return { path: entry.path, size: entry.size, handle };
  }

  async function* readMany(paths: Iterable<string>): AsyncGenerator<FileRead> {
    const askedOf = new Map<string, string[]>();
    const wanted: Wanted<H>[] = [];
    for (const asked of new Set(paths)) {
      const found = find(asked);
      if (!('handle' in found)) yield found;
      else if (askedOf.has(found.path)) askedOf.get(found.path)?.push(asked);
      else {
        askedOf.set(found.path, [asked]);
        wanted.push(found);
      }
    }
    let reason = 'The file could not be read.';
    try {
      for await (const read of readWanted(wanted)) {
        const askers = askedOf.get(read.path) ?? [];
        askedOf.delete(read.path);
        for (const asked of askers) yield readAs(asked, read);
      }
    } catch (error) {
      reason = `The file could not be read: ${(error as Error).message}.`;
    }
    for (const asked of [...askedOf.values()].flat()) yield failed(asked, reason);
  }

  return {
    files,
    links,
    readMany,
    async read(path) {
      for await (const read of readMany([path])) return read;
      return missing(path);
    },
  };
}
