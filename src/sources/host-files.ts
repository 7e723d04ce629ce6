import { limitOf } from '../files/index.js';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, posix, relative, sep } from 'node:path';
import type { Problem } from '../model/index.js';
import type { Target } from './source.js';

/** Kind of a host path, links followed; null when nothing exists there, and for devices, pipes and sockets. */
export async function kindOf(hostPath: string): Promise<'file' | 'directory' | null> {
  const found = await stat(hostPath).catch(() => undefined);
  if (found?.isFile()) return 'file';
  return found?.isDirectory() ? 'directory' : null;
}

/** Real path; the path itself when nothing exists there. */
export async function realPathOf(hostPath: string): Promise<string> {
  return realpath(hostPath).catch(() => hostPath);
}

/** Whether a path is a folder or below it, compared as text. */
export function isInside(root: string, hostPath: string): boolean {
  const way = relative(root, hostPath);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

/** Whether a path is a folder or below it, after following all links; compared as text when the path does not exist. */
export async function isReallyInside(root: string, hostPath: string): Promise<boolean> {
  const real = await realpath(hostPath).catch(() => null);
  return real === null ? isInside(root, hostPath) : isInside(await realPathOf(root), real);
}

/** A host path as reports show it: POSIX, joined to the path that the target has in reports. */
export function shownPath(target: Target, hostPath: string): string {
  const below = relative(target.hostPath, hostPath).split(sep).join('/');
  return below === '' ? target.path : posix.join(target.path, below);
}

/** Name of a host path that does not depend on the target's location: the path below the target, or the last segment of the target itself. */
export function nameWithin(target: Target, hostPath: string): string {
  return relative(target.hostPath, hostPath).split(sep).join('/') || basename(hostPath);
}

/** Names in a folder, sorted; empty when the folder cannot be listed. */
export async function namesIn(hostPath: string): Promise<readonly string[]> {
  const names = await readdir(hostPath).catch((): string[] => []);
  return names.sort();
}

export interface FolderEntry {
  readonly name: string;
  readonly hostPath: string;
  readonly kind: 'file' | 'directory' | null;
}

/** Entries of a folder, sorted by name, links followed; null when the folder cannot be listed. */
export async function entriesIn(hostPath: string): Promise<readonly FolderEntry[] | null> {
  const names = await readdir(hostPath).catch(() => null);
  if (names === null) return null;
  return Promise.all(
    names.sort().map(async (name) => {
      const child = join(hostPath, name);
      return { name, hostPath: child, kind: await kindOf(child) };
    }),
  );
}

export type TextRead =
  | { readonly text: string; readonly problem?: undefined }
  | { readonly problem: Problem; readonly text?: undefined };

const OUTSIDE = 'leads out of the target and was not read. If it is yours, scan the folder that holds both.';

/** The problem of a link or a configured path that leads out of the target. */
export function leadsOut(path: string): Problem {
  return { code: 'unsafe-path', path, message: `${path} ${OUTSIDE}`, affectsCompleteness: true };
}

function unread(path: string, code: Problem['code'], why: string): TextRead {
  return { problem: { code, path, message: `${path} ${why}`, affectsCompleteness: true } };
}

/**
 * Reads a configuration file as UTF-8. Links are followed within `root`.
 * @param path as the Problem names it.
 * @param root host folder; files outside of it are not read, whatever a link or another file contains.
 */
export async function readTextFile(hostPath: string, path: string, root: string): Promise<TextRead> {
  if (!(await isReallyInside(root, hostPath))) return { problem: leadsOut(path) };
  const found = await stat(hostPath).catch(() => undefined);
  if (!found?.isFile()) return unread(path, 'missing', 'is not there.');
  if (found.size > limitOf('configuration'))
    return unread(path, 'too-large', 'is too large to be a configuration file.');
  const text = await readFile(hostPath, 'utf8').catch(() => undefined);
  return text === undefined ? unread(path, 'denied', 'could not be read.') : { text };
}

/** The problem of a file that was not read because it lies outside; false for a file that was read or does not exist. */
export function refusalOf({ problem }: TextRead): Problem | false {
  return problem?.code === 'unsafe-path' && problem;
}

/** Problems of entries whose names are not UTF-8 and can therefore not be opened. @param path of their folder as reports show it. */
export function namelessProblems(entries: readonly FolderEntry[], path: string): Problem[] {
  const nameless = entries.filter(({ kind, name }) => kind === null && name.includes('\ufffd'));
  return nameless.map(({ name }) => {
    const message = `${posix.join(path, name)} was not read: its name is not UTF-8. Rename it.`;
    return { code: 'unsupported', path: posix.join(path, name), message, affectsCompleteness: true };
  });
}
