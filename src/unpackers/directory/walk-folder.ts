import {
  lstatSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  statSync,
  type Dirent,
  type Stats,
} from 'node:fs';
import { isAbsolute, posix, relative, sep } from 'node:path';
import { decodeName, type ProblemLog, type TreeItem } from '../../files/index.js';
import type { ProblemCode } from '../../model/index.js';
import type { HostFile } from './read-host-files.js';

export type FolderItem = TreeItem<HostFile>;

export interface Walk {
  /** Takes one entry; false to stop the walk. */
  readonly take: (item: FolderItem) => boolean;
  readonly log: ProblemLog;
  readonly maxDepth: number;
  /** Path in the tree → absolute host path of what a source says lies there. */
  readonly extraFiles: ReadonlyMap<string, string>;
}

interface Place {
  /** In bytes: a name need not be UTF-8. */
  readonly host: Buffer;
  /** Path in the tree. */
  readonly path: string;
}

interface RootedWalk extends Walk {
  /** Real path of the folder itself. */
  readonly root: string;
}

const EXECUTE = 0o111;

function note(log: ProblemLog, path: string, [code, message]: readonly [ProblemCode, string]): void {
  log.add({ code, path, message, affectsCompleteness: true });
}

function noteError(log: ProblemLog, path: string, error: unknown): void {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') note(log, path, ['missing', 'It went away while the folder was read.']);
  else note(log, path, ['denied', `It cannot be read: ${code || (error as Error).message}.`]);
}

function fileItem(name: string, hostPath: HostFile['hostPath'], stats: Stats): FolderItem {
  const { size, mode } = stats;
  return {
    kind: 'file',
    name,
    size,
    executable: (mode & EXECUTE) !== 0,
    handle: { hostPath, mayLink: false },
  };
}

/** The link as one of the tree: an absolute target inside of the folder becomes relative to it. */
function linkItem({ host, path }: Place, root: string): FolderItem {
  const raw = decodeName(readlinkSync(host, { encoding: 'buffer' }));
  if (!isAbsolute(raw))
    return { kind: 'link', name: path, target: sep === '\\' ? raw.replaceAll('\\', '/') : raw };
  const inside = relative(root, raw).split(sep).join('/');
  if (inside.startsWith('../') || inside === '..' || isAbsolute(inside))
    return { kind: 'link', name: path, target: raw };
  return { kind: 'link', name: path, target: posix.relative(posix.dirname(path), inside) || '.' };
}

/** One entry of a folder that is no folder itself; undefined when it is nothing that a tree holds. */
function itemOf(entry: Dirent<Buffer>, place: Place, { root, log }: RootedWalk): FolderItem | undefined {
  if (entry.isSymbolicLink()) return linkItem(place, root);
  const stats = lstatSync(place.host);
  if (stats.isFile()) return fileItem(place.path, place.host, stats);
  const message = 'It is a socket, a pipe or a device and was not read.';
  log.add({ code: 'unsupported', path: place.path, message, affectsCompleteness: false });
  return undefined;
}

function listEntries(place: Place, log: ProblemLog): Dirent<Buffer>[] {
  try {
    return readdirSync(place.host, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    noteError(log, place.path, error);
    return [];
  }
}

function takeEntry(entry: Dirent<Buffer>, place: Place, walk: RootedWalk): boolean {
  try {
    const item = itemOf(entry, place, walk);
    return item ? walk.take(item) : true;
  } catch (error) {
    noteError(walk.log, place.path, error);
    return true;
  }
}

/** @returns false when the walk is to stop. */
function walkBelow(folder: Place, depth: number, walk: RootedWalk): boolean {
  if (depth > walk.maxDepth) {
    note(walk.log, folder.path, ['too-large', `The folder is deeper than ${walk.maxDepth} folders.`]);
    return true;
  }
  return listEntries(folder, walk.log).every((entry) => {
    const name = decodeName(entry.name);
    const place = {
      host: Buffer.concat([folder.host, Buffer.from(sep), entry.name]),
      path: folder.path === '' ? name : `${folder.path}/${name}`,
    };
    // What a source says lies at a path wins over what the folder has there, usually a link to it.
    if (walk.extraFiles.has(place.path)) return true;
    return entry.isDirectory() ? walkBelow(place, depth + 1, walk) : takeEntry(entry, place, walk);
  });
}

/** What a source says is at a path though it lies elsewhere: a file, or a folder with all in it. */
function takeExtra(name: string, hostPath: string, walk: RootedWalk): void {
  try {
    const stats = statSync(hostPath);
    if (stats.isDirectory()) walkBelow({ host: Buffer.from(realpathSync(hostPath)), path: name }, 1, walk);
    else if (stats.isFile()) {
      const handle = { hostPath, mayLink: true };
      walk.take({ kind: 'file', name, size: stats.size, executable: (stats.mode & EXECUTE) !== 0, handle });
    } else note(walk.log, name, ['unsupported', 'It is neither file nor folder.']);
  } catch (error) {
    noteError(walk.log, name, error);
  }
}

/** Walks a folder without following links, then the files that belong to it but lie elsewhere. */
export function walkFolder(hostPath: string, walk: Walk): void {
  try {
    const root = realpathSync(hostPath);
    const rooted = { ...walk, root };
    if (!walkBelow({ host: Buffer.from(root), path: '' }, 1, rooted)) return;
    for (const [name, elsewhere] of walk.extraFiles) takeExtra(name, elsewhere, rooted);
  } catch (error) {
    noteError(walk.log, '', error);
  }
}
