import { lstatSync, readdirSync, readlinkSync, realpathSync, type Dirent } from 'node:fs';
import { isAbsolute, posix, relative, sep } from 'node:path';
import type { Problem, ProblemCode } from '../model/index.js';
import { folderIdentity, type FolderIdentity } from './folder-identity.js';
import { describeHostFile, hashHostFile, HostFileError, type HostFile } from './host-file.js';
import type { Limits } from './limits.js';
import { problemLog, type ProblemLog } from './problem-log.js';
import { decodeRawPath, hostPathOf, rawNameOf, type RawName } from './raw-name.js';
import type { TreeItem } from './tree-builder.js';

export type FolderItem = Extract<TreeItem<HostFile>, { readonly kind: 'file' | 'link' }>;

export interface HostFolderOptions {
  readonly limits: Pick<Limits, 'maxEntries' | 'maxImageBytes' | 'maxPathDepth'>;
  /** Path in the tree → absolute host path that a source maps there. */
  readonly extraFiles?: ReadonlyMap<string, string>;
}

interface Place {
  /** Absolute, without links. */
  readonly host: RawName;
  /** Path in the folder. */
  readonly raw: RawName;
  /** The same in the form of trees. */
  readonly path: string;
}

/** A folder that is walked, or was. */
export interface FolderWalk extends HostFolderOptions {
  /** Its own real path. */
  readonly root: string;
  readonly identity: FolderIdentity;
  readonly items: FolderItem[];
  readonly log: ProblemLog;
  readonly buffer: Uint8Array;
  entries: number;
  folders: number;
  bytes: number;
  isIntact: boolean;
}

const BUFFER_BYTES = 1024 * 1024;
/** Bits of a mode for the kind of an entry. */
const TYPE_BITS = 0o170000;

type Reason = readonly [ProblemCode, string];

export function reasonOf(error: unknown): Reason {
  if (error instanceof HostFileError) return [error.code, error.message];
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return ['missing', 'It was removed while the folder was read.'];
  if (code === 'ELOOP') return ['stale', 'A link took its place while the folder was read.'];
  return ['denied', `It cannot be read: ${code || message}.`];
}

export function problemOf(path: string, [code, message]: Reason): Problem {
  return { code, path, message, affectsCompleteness: true };
}

function fail(walk: FolderWalk, path: string, reason: Reason): void {
  walk.isIntact = false;
  walk.log.add(problemOf(path, reason));
}

function addFile({ path }: Place, { items }: FolderWalk, handle: HostFile): void {
  const { size, executable } = handle;
  items.push({ kind: 'file', name: path, size, executable, handle });
}

/** Shows a file that could not be read, and why. */
function takeUnread(place: Place, walk: FolderWalk, reason: Reason): void {
  fail(walk, place.path, reason);
  addFile(place, walk, describeHostFile(place.host));
}

function takeFile(place: Place, walk: FolderWalk): void {
  const { buffer, bytes, identity, limits } = walk;
  try {
    const file = hashHostFile(place.host, { buffer, maxBytes: limits.maxImageBytes - bytes });
    walk.bytes += file.size;
    identity.add(file.executable ? 'executable' : 'file', place.raw, file.sha256);
    addFile(place, walk, file);
  } catch (error) {
    takeUnread(place, walk, reasonOf(error));
  }
}

/** Path below the root that an absolute target means; undefined for one outside, or none. */
function innerTarget(target: string, root: string): string | undefined {
  const inside = isAbsolute(target) ? relative(root, target).split(sep).join('/') : '..';
  return inside === '..' || inside.startsWith('../') || isAbsolute(inside) ? undefined : inside;
}

/** Takes a link as one of the tree: an absolute target inside of the folder becomes relative to the link. */
function takeLink({ host, raw, path }: Place, { identity, items, root }: FolderWalk): void {
  const rawTarget = readlinkSync(hostPathOf(host), { encoding: 'latin1' });
  const written = decodeRawPath(rawTarget);
  const inner = innerTarget(written, root);
  identity.add(
    inner === undefined ? 'link' : 'inner-link',
    raw,
    inner === undefined ? rawTarget : rawNameOf(inner),
  );
  const target = inner === undefined ? written : posix.relative(posix.dirname(path), inner) || '.';
  items.push({ kind: 'link', name: path, target: sep === '\\' ? target.replaceAll('\\', '/') : target });
}

/** Takes a socket, a pipe or a device. A packer may read a pipe or a device, and its bytes are not known before. Sockets cannot be read. */
function takeSpecial({ host, raw, path }: Place, { identity, log }: FolderWalk): void {
  const facts = lstatSync(hostPathOf(host));
  identity.add('special', raw, String(facts.mode & TYPE_BITS));
  const isSocket = facts.isSocket();
  const message = isSocket
    ? 'It is a socket and holds no code.'
    : 'It is a pipe or a device and was not read. Remove it: code may come out of it.';
  log.add({ code: 'unsupported', path, message, affectsCompleteness: !isSocket });
}

/** @returns whether there is room for one more. */
function hasRoom(walk: FolderWalk, isFolder: boolean): boolean {
  const { maxEntries } = walk.limits;
  // One file more than a tree may have is taken, so that the tree reports the excess.
  if (isFolder ? walk.folders <= maxEntries : walk.entries <= maxEntries) return true;
  if (walk.isIntact)
    fail(walk, '', ['too-large', `There are more than ${maxEntries} entries: the others are left out.`]);
  return false;
}

type Named = Pick<Dirent, 'isDirectory' | 'isFile' | 'isSymbolicLink'>;

function takeEntry(entry: Named, place: Place, walk: FolderWalk): void {
  if (entry.isSymbolicLink()) takeLink(place, walk);
  else if (entry.isFile()) takeFile(place, walk);
  else takeSpecial(place, walk);
}

/** Adds a folder and everything below it. @throws the file system error for the folder itself. */
function takeFolder(folder: Place, depth: number, walk: FolderWalk): void {
  const entries = readdirSync(hostPathOf(folder.host), { withFileTypes: true, encoding: 'latin1' });
  // One order wherever it stands: the identity depends on it, and the left-out entries beyond the limit.
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const raw = folder.raw === '' ? entry.name : `${folder.raw}/${entry.name}`;
    const place = { host: `${folder.host}/${entry.name}`, raw, path: decodeRawPath(raw) };
    // A file that a source maps to a path wins over the folder's own, usually a link to it.
    if (!walk.extraFiles?.has(place.path)) takePlace(entry, [place, depth + 1], walk);
  }
}

function takePlace(entry: Named, [place, depth]: readonly [Place, number], walk: FolderWalk): void {
  const isFolder = entry.isDirectory();
  if (!hasRoom(walk, isFolder)) return;
  try {
    if (!isFolder) {
      walk.entries += 1;
      takeEntry(entry, place, walk);
    } else if (depth > walk.limits.maxPathDepth) {
      fail(walk, place.path, ['too-large', `The folder is deeper than ${walk.limits.maxPathDepth} folders.`]);
    } else {
      walk.folders += 1;
      walk.identity.add('folder', place.raw, '');
      takeFolder(place, depth, walk);
    }
  } catch (error) {
    fail(walk, place.path, reasonOf(error));
  }
}

/** Adds a file, or a whole folder, that a source places at a path of the tree. */
function takeExtra(path: string, hostPath: string, walk: FolderWalk): void {
  try {
    const host = rawNameOf(realpathSync(hostPath));
    takePlace(lstatSync(hostPathOf(host)), [{ host, raw: rawNameOf(path), path }, 1], walk);
  } catch (error) {
    fail(walk, path, reasonOf(error));
  }
}

/** Walks a folder, then its extra files that lie elsewhere. @throws the file system error when the folder itself cannot be listed. */
export function walkHostFolder(hostPath: string, options: HostFolderOptions): FolderWalk {
  const root = realpathSync(hostPath);
  const walk: FolderWalk = {
    ...options,
    root,
    identity: folderIdentity(),
    items: [],
    log: problemLog(),
    buffer: Buffer.allocUnsafeSlow(BUFFER_BYTES),
    entries: 0,
    folders: 0,
    bytes: 0,
    isIntact: true,
  };
  takeFolder({ host: rawNameOf(root), raw: '', path: '' }, 1, walk);
  const extra = [...(options.extraFiles ?? [])].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [path, elsewhere] of extra) takeExtra(path, elsewhere, walk);
  return walk;
}
