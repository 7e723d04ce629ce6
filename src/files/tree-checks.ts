import type { FileEntry } from './file-tree.js';
import { folderOf, foldersOf } from './folders-of.js';
import type { ProblemLog } from './problem-log.js';
import { resolveLink } from './resolve-link.js';

/** A file on its way into a tree. */
export interface Placed<H> {
  readonly entry: FileEntry;
  readonly handle: H;
}

function noteOverwritten(path: string, log: ProblemLog): void {
  const message = 'The archive holds this file and overwrites it through a link; only one of them was read.';
  log.add({ code: 'malformed', path, message, affectsCompleteness: true });
}

/**
 * Files stored below a link (`a → b`, then `a/x`) land where the link leads, as extractors put them. Those below a loop,
 * and links below links, are left out with a problem.
 */
export function settleBelowLinks<H>(
  files: ReadonlyMap<string, Placed<H>>,
  links: Map<string, string>,
  log: ProblemLog,
): ReadonlyMap<string, Placed<H>> {
  if (links.size === 0) return files;
  const known = new Map<string, string | undefined>();
  const realFolder = (folder: string): string | undefined => {
    if (!known.has(folder)) known.set(folder, resolveLink({ links }, folder));
    return known.get(folder);
  };
  const leaveOut = (path: string): void => {
    const message =
      'The entry is left out: its folder is a link that leads nowhere, or it is a link below a link.';
    log.add({ code: 'unsafe-path', path, message, affectsCompleteness: true });
  };
  for (const path of [...links.keys()].filter((link) => realFolder(folderOf(link)) !== folderOf(link))) {
    leaveOut(path);
    links.delete(path);
  }
  const settled = new Map<string, Placed<H>>();
  for (const [path, placed] of files) {
    const folder = folderOf(path);
    const real = realFolder(folder);
    const end = folder === '' ? path : path.slice(folder.length + 1);
    const target = real ? `${real}/${end}` : end;
    if (real === undefined) leaveOut(path);
    else if (target === path) settled.set(path, placed);
    else {
      const message = `The file is stored below a link; it is shown where that leads: ${target}.`;
      log.add({ code: 'unsafe-path', path, message, affectsCompleteness: false });
      if (files.has(target) || settled.has(target)) noteOverwritten(target, log);
      settled.set(target, { ...placed, entry: { ...placed.entry, path: target } });
    }
  }
  return settled;
}

/** Notes names that only some file systems can hold together: file and folder, or differing by case alone. */
export function noteCollisions(files: ReadonlyMap<string, unknown>, log: ProblemLog): void {
  const folded = new Map<string, string>();
  for (const path of files.keys()) {
    const fold = path.toLowerCase();
    if (fold === path) continue;
    const twin = files.has(fold) ? fold : folded.get(fold);
    if (twin === undefined) folded.set(fold, path);
    else {
      const message = `The name differs from ${JSON.stringify(twin)} by case only: some systems keep one of them. Both were read.`;
      log.add({ code: 'unsafe-path', path, message, affectsCompleteness: false });
    }
  }
  for (const folder of foldersOf(files.keys())) {
    if (!files.has(folder)) continue;
    const message = 'The archive has a file and a folder of this name; both were read.';
    log.add({ code: 'malformed', path: folder, message, affectsCompleteness: false });
  }
}
