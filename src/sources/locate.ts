import { dirname, isAbsolute, join, posix, resolve, win32 } from 'node:path';
import type { Problem, ProblemCode } from '../model/index.js';
import { isInside, kindOf, realPathOf, shownPath } from './host-files.js';
import type { Target } from './source.js';

/** Folders that bound and resolve paths of a configuration file. */
export interface Site {
  readonly target: Target;
  /** Host folder. Nothing outside of it is opened, whatever the configuration contains. */
  readonly root: string;
}

export type Located =
  | { readonly hostPath: string; readonly kind: 'file' | 'directory'; readonly problem?: undefined }
  | { readonly problem: Problem; readonly hostPath?: undefined };

/** A problem of a code path that hides packages from the scan. */
export function notSeen(code: ProblemCode, path: string, message: string): Located {
  return { problem: { code, path, message, affectsCompleteness: true } };
}

const realRoots = new WeakMap<Site, Promise<string>>();

/** Real path of a site's root. Cached, because every file of a site needs it. */
function realRootOf(site: Site): Promise<string> {
  const known = realRoots.get(site) ?? realPathOf(site.root);
  realRoots.set(site, known);
  return known;
}

/**
 * Where build tools keep what they built, and leave a link to it in the project: the static cache of serverless-python-requirements
 * (https://github.com/serverless/serverless-python-requirements#extra-config-options), under the digest of the requirements.
 */
const BUILD_CACHE =
  /[\\/]serverless-python-requirements[\\/](?:Cache[\\/])?[\da-f]{64}_(?:x86_64|arm64)_slspyc(?:\.zip)?$/;

/**
 * Resolves a path that a configuration file contains to a file or folder.
 * @param base host folder that relative paths start from.
 */
export async function locate(site: Site, base: string, written: string): Promise<Located> {
  const hostPath = written.includes('\0') ? null : resolve(base, written);
  const shown = hostPath === null || isAbsolute(written) ? written : shownPath(site.target, hostPath);
  const outside = `${written} leads out of the project and was not opened. If it is yours, scan it by itself.`;
  if (hostPath === null || !isInside(site.root, hostPath)) return notSeen('unsafe-path', shown, outside);
  const kind = await kindOf(hostPath);
  if (kind === null) return notSeen('missing', shown, `${shown} is not there: its code was not seen.`);
  const [realRoot, real] = await Promise.all([realRootOf(site), realPathOf(hostPath)]);
  const isOpened = isInside(realRoot, real) || BUILD_CACHE.test(real);
  return isOpened ? { hostPath, kind } : notSeen('unsafe-path', shown, outside);
}

function segmentsOfAbsolute(written: string): readonly string[] {
  return posix.isAbsolute(written) || win32.isAbsolute(written) ? written.split(/[\\/]/).filter(Boolean) : [];
}

/**
 * Like `locate`, from the first of several folders that has the path. An absolute path may be from another machine. It
 * then resolves to its longest suffix that exists below one of the folders.
 */
export async function locateMoved(site: Site, bases: readonly string[], written: string): Promise<Located> {
  // A path of 4096 bytes may have more segments, but no build tool writes such a path.
  const segments = segmentsOfAbsolute(written).slice(-64);
  const ends = segments.map((_, start) => segments.slice(start).join('/'));
  const attempts: Located[] = [];
  for (const path of [written, ...ends]) {
    for (const base of bases) {
      const located = await locate(site, base, path);
      if (!located.problem) return located;
      attempts.push(located);
    }
  }
  const [first] = attempts;
  if (first && segments.length === 0) return first;
  return notSeen('missing', written, `${written} is not in the project: its code was not seen.`);
}

/** The nearest folder from `start` upwards that is a Git work tree; else `fallback`. */
export async function repositoryOf(start: string, fallback: string): Promise<string> {
  for (let folder = start; ; folder = dirname(folder)) {
    if ((await kindOf(join(folder, '.git'))) !== null) return folder;
    if (folder === dirname(folder)) return fallback;
  }
}
