import { limitOf, type ByteSource, type Limits } from '../../files/index.js';
import { listDirectory, rootNamesIn } from './central-directory.js';
import { bufferOf, findDirectory } from './end-record.js';
import { localHeadersOf } from './local-header.js';
import { readEntry } from './read-entry.js';

/** Partial access to a zip, enough to recognise the kind of artifact. */
export interface ZipPeek {
  /** Names at its root, as stored. */
  readonly rootNames: ReadonlySet<string>;
  /** Bytes of one file; null when the file is missing or cannot be read. */
  read(path: string): Uint8Array | null;
}

/**
 * Reads only the central directory of a zip and checks nothing, which costs a tenth of opening it. Problems are
 * reported when the zip is analysed. Null when the source is not a zip.
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
