import type { FileEntry, FileTree } from './file-tree.js';
import { handleTree } from './handle-tree.js';

/** A tree of texts by their paths. */
export function textTree(texts: ReadonlyMap<string, string>): FileTree {
  const contents = new Map([...texts].map(([path, text]) => [path, Buffer.from(text, 'utf8')]));
  const entries = [...contents].sort(([a], [b]) => (a < b ? -1 : 1));
  return handleTree({
    files: new Map(
      entries.map(([path, { length: size }]): [string, FileEntry] => [
        path,
        { path, size, executable: false },
      ]),
    ),
    links: new Map(),
    handleOf: (path) => contents.get(path),
    readWanted: (wanted) => wanted.map(({ path, handle }) => ({ path, bytes: handle })),
  });
}
