import { limitOf, type ByteSource, type Limits } from '../../files/index.js';
import { listDirectory, rootNamesIn } from './central-directory.js';
import { bufferOf, findDirectory } from './end-record.js';
import { localHeadersOf } from './local-header.js';
import { readEntry } from './read-entry.js';

/** A look into a zip that is not analysed: enough to tell what kind of artifact it is. */
export interface ZipPeek {
  /** Names at its root, as the archive has them. */
  readonly rootNames: ReadonlySet<string>;
  /** Bytes of one file; null when it is not there or cannot be read. */
  read(path: string): Uint8Array | null;
}

/**
 * Looks into a zip by its central directory alone: a tenth of the cost of opening it, because nothing is checked. What is
 * wrong with it comes out when it is analysed. Null when it is no zip.
 */
export function peekZip(source: ByteSource, limits: Limits): ZipPeek | null {
  const directory = findDirectory(source);
  if (!directory) return null;
  const length = Math.min(directory.end - directory.start, limitOf('zip-peek'));
  return {
    rootNames: rootNamesIn(bufferOf(source.read(directory.start, length))),
    read(path) {
      const { entries } = listDirectory(source, directory, limits.maxEntries);
      const entry = entries.findLast(({ name }) => name === path);
      const content = entry && readEntry({ source, headerOf: localHeadersOf(source) }, entry, limits);
      return content && 'bytes' in content ? content.bytes : null;
    },
  };
}
