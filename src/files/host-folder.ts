import type { Problem } from '../model/index.js';
import { openByteSource, type ByteSource } from './byte-source.js';
import type { FileRead } from './file-tree.js';
import { readHostFile, readHostHead, readHostTail, type HostFile } from './host-file.js';
import { hostPathOf } from './raw-name.js';
import {
  problemOf,
  reasonOf,
  walkHostFolder,
  type FolderItem,
  type FolderWalk,
  type HostFolderOptions,
} from './walk-host-folder.js';

/** A folder of this machine at the time it was opened: its content, and the identity of that content. */
export interface HostFolder {
  /** Hex sha256 over the path, kind, mode and content of all entries, wherever the folder stands. It is complete only while `isIntact`. */
  readonly sha256: string;
  /** Bytes of all files. */
  readonly size: number;
  /** Files and links, sorted by the bytes of their names, folder by folder. */
  readonly items: readonly FolderItem[];
  /** Unreadable entries, and entries that are neither file, link nor folder. */
  readonly problems: readonly Problem[];
  /** Reads a file whole; one that is not as it was when the folder was opened gives a problem. */
  read(path: string, file: HostFile): FileRead;
  /** Reads the start of a file, see `FileTree`; else as `read`. */
  readHead(path: string, file: HostFile): FileRead;
  /** Reads the end of a file, see `FileTree`; else as `read`. */
  readTail(path: string, file: HostFile): FileRead;
  /** Random access to a file that may be large. @throws Error when it cannot be read or is not as it was. */
  open(file: HostFile): ByteSource;
  /** False once something could not be read or had changed: the results do not belong to the sha256. */
  isIntact(): boolean;
}

function openedFolder(walk: FolderWalk): HostFolder {
  const { items, log, bytes: size, identity } = walk;
  const opened: ByteSource[] = [];
  const failing = <T>(use: () => T): T => {
    try {
      return use();
    } catch (error) {
      walk.isIntact = false;
      throw error;
    }
  };
  const reading =
    (readBytes: (file: HostFile) => Uint8Array) =>
    (path: string, file: HostFile): FileRead => {
      try {
        return { path, bytes: failing(() => readBytes(file)) };
      } catch (error) {
        return { path, problem: problemOf(path, reasonOf(error)) };
      }
    };
  return {
    sha256: identity.finish(),
    size,
    items,
    problems: log.list(),
    read: reading(readHostFile),
    readHead: reading(readHostHead),
    readTail: reading(readHostTail),
    open(file) {
      const source = failing(() => openByteSource(hostPathOf(file.hostPath), { expected: file }));
      opened.push(source);
      return source;
    },
    isIntact: () => walk.isIntact && opened.every((source) => source.isIntact?.() ?? true),
  };
}

/**
 * Opens a folder: lists it without following links, and reads every file once for its sha256.
 * @throws the file system error when the folder itself cannot be listed (ENOENT, EACCES …).
 */
export function openHostFolder(hostPath: string, options: HostFolderOptions): HostFolder {
  return openedFolder(walkHostFolder(hostPath, options));
}
