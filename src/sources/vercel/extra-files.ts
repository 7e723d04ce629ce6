import { dirname, posix, resolve } from 'node:path';
import type { Problem } from '../../model/index.js';
import { isInside } from '../host-files.js';
import { locate, notSeen, type Located, type Site } from '../locate.js';

export interface ExtraFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

function isSafeTreePath(path: string): boolean {
  const isPlain = path !== '' && !path.includes('\0') && !path.includes('\\') && !posix.isAbsolute(path);
  return isPlain && posix.normalize(path) === path && path.split('/')[0] !== '..';
}

/** The project and the folders above it up to the repository: in a monorepo, paths are relative to the repository's root. */
function basesOf(project: string, repository: string): string[] {
  const bases = [project];
  for (let folder = project; folder !== repository && isInside(repository, folder); folder = dirname(folder))
    bases.push(resolve(folder, '..'));
  return bases;
}

async function locateInBases(site: Site, bases: readonly string[], written: string): Promise<Located> {
  const [project, ...around] = bases;
  const located = await locate(site, project ?? site.root, written);
  if (!located.problem) return located;
  for (const base of around) {
    const found = await locate(site, base, written);
    if (!found.problem) return found;
  }
  return located;
}

async function locateExtraFile(
  site: Site,
  bases: readonly string[],
  entry: readonly [string, string],
): Promise<Located> {
  const [path, written] = entry;
  return isSafeTreePath(path)
    ? locateInBases(site, bases, written)
    : notSeen('unsafe-path', path, `The file path map names ${path}, which is outside of the function.`);
}

/**
 * Locates the project files that a function's `filePathMap` refers to.
 * @param site its root is the repository, or the project when there is none.
 */
export async function locateExtraFiles(
  site: Site,
  project: string,
  filePathMap: Readonly<Record<string, string>>,
): Promise<ExtraFiles> {
  const bases = basesOf(project, site.root);
  const entries = Object.entries(filePathMap);
  const located = await Promise.all(entries.map((entry) => locateExtraFile(site, bases, entry)));
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [index, { hostPath, problem }] of located.entries()) {
    if (problem) problems.push(problem);
    else files.set(entries[index]?.[0] ?? '', hostPath);
  }
  return { files, problems };
}
