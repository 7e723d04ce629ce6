import { isAbsolute, relative, resolve, sep } from 'node:path';
import { realPathOf } from '../../action/index.js';
import { ScanError, type Report } from '../../model/index.js';

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The workspace, and the folder with the base branch. */
export interface BranchFolders {
  readonly workspace: string;
  readonly folder: string;
}

/** Refuses to compare files with themselves, which never finds a difference. */
export function refuseSameTargets(targets: readonly string[], { workspace, folder }: BranchFolders): void {
  const hint =
    'Check the base branch out and build it in a folder of its own, and name path relative to the repository.';
  const same = targets.find(
    (target) => realPathOf(resolve(workspace, target)) === realPathOf(resolve(folder, target)),
  );
  if (same !== undefined)
    throw new ScanError('usage', `${same} is the same in the workspace and in base-path.`, { hint });
  if (isWithin(realPathOf(folder), realPathOf(workspace)))
    throw new ScanError('usage', 'The workspace lies in base-path.', { hint });
}

/** Refuses a result that has the base branch as a part of the change. */
export function refuseBaseInResult({ artifacts }: Report, { workspace, folder }: BranchFolders): void {
  const base = realPathOf(folder);
  const mixed = artifacts.find(({ path }) => {
    const real = realPathOf(resolve(workspace, path));
    return isWithin(base, real) || isWithin(real, base);
  });
  if (mixed === undefined) return;
  const message = `The base branch in base-path was scanned as a part of this change: ${mixed.path}.`;
  const hint =
    'Name in path what the build wrote, such as .serverless or dist, and no folder that holds base-path.';
  throw new ScanError('usage', message, { hint });
}
