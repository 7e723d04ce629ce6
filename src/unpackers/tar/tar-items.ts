import type { TreeItem } from '../../files/index.js';
import type { TarEntry } from './tar-entries.js';

/** Makes entries into what the tree builder takes. A hard link to an earlier symbolic link is that link once more. */
export function treeItems<H>(): (entry: TarEntry, handle: H) => TreeItem<H> {
  const links = new Map<string, string>();
  return (entry, handle) => {
    const { kind, name, linkName, size, executable } = entry;
    if (kind === 'file') return { kind, name, size, executable, handle };
    if (kind === 'folder') return { kind, name };
    const target = kind === 'hard-link' ? links.get(linkName) : linkName;
    if (target === undefined) return { kind: 'hard-link', name, target: linkName };
    links.set(name, target);
    return { kind: 'link', name, target };
  };
}

/** Adds entries until the builder has refused one, so that it counts what is left out. */
export function untilRefused<T>(add: (item: T) => boolean): (item: T) => boolean {
  let hasRoom = true;
  return (item) => {
    const hadRoom = hasRoom;
    hasRoom = add(item);
    return hadRoom || hasRoom;
  };
}
