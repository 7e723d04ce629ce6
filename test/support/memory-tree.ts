import { handleTree, type FileEntry, type FileTree } from '../../src/files/index.js';

/** A tree held in memory: path → text or bytes. Links: path → target path in the tree. */
export function memoryTree(
  contents: Readonly<Record<string, string | Uint8Array>>,
  links: Readonly<Record<string, string>> = {},
): FileTree {
  const bytesOf = new Map(Object.entries(contents).map(([path, content]) => [path, Buffer.from(content)]));
  const paths = [...bytesOf.keys()].sort();
  const files = new Map(
    paths.map((path): [string, FileEntry] => [
      path,
      { path, size: bytesOf.get(path)?.length ?? 0, executable: false },
    ]),
  );
  return handleTree({
    files,
    links: new Map(Object.entries(links)),
    handleOf: (path) => bytesOf.get(path),
    readWanted: (wanted) => wanted.map(({ path, handle }) => ({ path, bytes: handle })),
  });
}
