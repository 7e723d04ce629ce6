import { createHash } from 'node:crypto';
import type { RawName } from './raw-name.js';

/** The kind of an entry. A link that leads into its folder by an absolute path counts by the path below the folder. */
export type EntryKind = 'folder' | 'file' | 'executable' | 'link' | 'inner-link' | 'special';

const MARKS: Readonly<Record<EntryKind, string>> = {
  folder: 'd',
  file: 'f',
  executable: 'x',
  link: 'l',
  'inner-link': 'i',
  special: 's',
};

/** Identity of a folder in the making. */
export interface FolderIdentity {
  /**
   * Takes the next entry, in the order of the walk.
   * @param content sha256 of a file, target of a link, type of a device, pipe or socket; one character a byte.
   */
  add(kind: EntryKind, path: RawName, content: string): void;
  /** Hex sha256. */
  finish(): string;
}

/** Four bytes, the lowest first. */
function lengthOf(text: string): string {
  const { length } = text;
  return String.fromCharCode(length & 0xff, (length >> 8) & 0xff, (length >> 16) & 0xff, length >>> 24);
}

/**
 * sha256 over all entries of a folder: kind, path and content, the last two behind their lengths. So no name and no link can
 * hold what looks like another entry.
 */
export function folderIdentity(): FolderIdentity {
  const hash = createHash('sha256');
  return {
    add(kind, path, content) {
      hash.update(`${MARKS[kind]}${lengthOf(path)}${path}${lengthOf(content)}${content}`, 'latin1');
    },
    finish: () => hash.digest('hex'),
  };
}
