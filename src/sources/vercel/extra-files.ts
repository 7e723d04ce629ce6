import { dirname, posix, resolve } from 'node:path';
import type { Problem } from '../../model/index.js';
import { isInside, locate, type Site } from '../locate.js';

export interface ExtraFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
}

function isSafeTreePath(path: string): boolean {
  const isPlain = path !== '' && !path.includes('\0') && !path.includes('\\') && !posix.isAbsolute(path);
  return isPlain && posix.normalize(path) === path && path.split('/')[0] !== '..';
}

/** The project and the folders around it up to the repository: in a monorepo paths start at its root. */
function basesOf(project: string, repository: string): string[] {
  const bases = [project];
  for (let folder = project; folder !== repository && isInside(repository, folder); folder = dirname(folder))
    bases.push(resolve(folder, '..'));
  return bases;
}

/**
 * Files that a function's `filePathMap` takes from the project.
 * @param site its root is the repository, or the project without one.
 */
export async function locateExtraFiles(
  site: Site,
  project: string,
  filePathMap: Readonly<Record<string, string>>,
): Promise<ExtraFiles> {
  const bases = basesOf(project, site.root);
  const files = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [path, written] of Object.entries(filePathMap)) {
    if (!isSafeTreePath(path)) {
      const message = `The file path map names ${path}, which is outside of the function.`;
      problems.push({ code: 'unsafe-path', path, message, affectsCompleteness: true });
      continue;
    }
    const attempts = await Promise.all(bases.map((base) => locate(site, base, written)));
    const found = attempts.find(({ problem }) => !problem);
    const problem = attempts[0]?.problem;
    if (found?.hostPath) files.set(path, found.hostPath);
    else if (problem) problems.push(problem);
  }
  return { files, problems };
}
