import {
  linkTarget,
  resolveLink,
  safePath,
  type HostFile,
  type HostFolder,
  type Limits,
  type ProblemLog,
} from '../../files/index.js';
import { sliceOf, storedIn, type StoredBytes } from '../stored-bytes.js';
import { openTar, type TarOptions } from '../tar/tar-archive.js';
import type { TarEntry } from '../tar/tar-entries.js';

/** The stored files of an image, in a folder or an archive. Any of them may be as large as the image. */
export interface ImageFiles {
  /** @param path as manifests name it. @returns undefined when there is no such file, or the path leads outside of the image. */
  find(path: string): StoredBytes | undefined;
  /** Names of files and folders at the root. */
  readonly topNames: readonly string[];
}

/** Files of a folder on this machine. Links that lead out of the folder are ignored. */
export function filesOfFolder(folder: HostFolder, limits: Limits, log: ProblemLog): ImageFiles {
  for (const problem of folder.problems) log.add(problem);
  const files = new Map<string, HostFile>();
  const links = new Map<string, string>();
  for (const item of folder.items) {
    if (item.kind === 'file') files.set(item.name, item.handle);
    const target = item.kind === 'link' ? linkTarget(item.name, item.target, false) : undefined;
    if (target !== undefined) links.set(item.name, target);
  }
  return {
    topNames: [...new Set(folder.items.map(({ name }) => name.split('/', 1)[0] ?? ''))].sort(),
    find(path) {
      const safe = safePath(path, limits).path;
      const real = safe === undefined ? undefined : resolveLink({ links }, safe);
      const file = real === undefined ? undefined : files.get(real);
      try {
        return file && storedIn(folder.open(file));
      } catch {
        return undefined;
      }
    },
  };
}

/** Files of a tar archive, gzipped or not. Several links may lead to one layer, as old versions of `docker save` wrote them. */
export async function filesOfTar(
  packed: StoredBytes,
  options: Omit<TarOptions, 'visit'>,
): Promise<ImageFiles> {
  const { limits, log } = options;
  const files = new Map<string, Pick<TarEntry, 'offset' | 'size'>>();
  const links = new Map<string, string>();

  function place({ kind, name, linkName, offset, size }: TarEntry): void {
    const { path } = safePath(name, limits);
    if (path === undefined) return;
    const target =
      kind === 'link' ? linkTarget(path, linkName, true) : safePath(linkName || '.', limits).path;
    const original = kind === 'file' ? { offset, size } : files.get(target ?? '');
    if (kind === 'link' && target !== undefined) links.set(path, target);
    else if (kind !== 'folder' && original) files.set(path, original);
  }

  let entries = 0;
  const opened = await openTar(packed, {
    ...options,
    visit(entry) {
      entries += 1;
      if (entries <= limits.maxEntries) place(entry);
      else {
        const message = `The archive has more than ${limits.maxEntries} entries; the others are left out.`;
        log.add({ code: 'too-large', path: '', message, affectsCompleteness: true });
      }
      return entries <= limits.maxEntries;
    },
  });
  const topNames = [...files.keys(), ...links.keys()].map((path) => path.split('/', 1)[0] ?? '');
  return {
    topNames: [...new Set(topNames)].sort(),
    find(path) {
      const safe = safePath(path, limits).path;
      const real = safe === undefined ? undefined : resolveLink({ links }, safe);
      const found = real === undefined ? undefined : files.get(real);
      return found && sliceOf(opened, [found.offset, found.size]);
    },
  };
}
