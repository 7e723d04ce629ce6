import type { TreeItem } from '../../files/index.js';
import type { TarEntry } from './tar-entries.js';

/** Returns a function that converts entries to tree items. A hard link to an earlier symbolic link becomes a copy of that link. */
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

/** Wraps `add` to stop after the first refused entry, so that the builder counts the entries that are left out. */
export function untilRefused<T>(add: (item: T) => boolean): (item: T) => boolean {
  let hasRoom = true;
  return (item) => {
    const hadRoom = hasRoom;
    hasRoom = add(item);
    return hadRoom || hasRoom;
  };
}
