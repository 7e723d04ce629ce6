import type { FileTree } from '../files/index.js';
import type { Unpacked } from './unpacker.js';

/** The files without their first folder, whatever it is called: installers strip it. */
function withoutFirstFolder(tree: FileTree): FileTree {
  const inner = [...tree.files.values()].flatMap((file) => {
    const cut = file.path.indexOf('/');
    return cut < 0 ? [] : [{ outer: file.path, file: { ...file, path: file.path.slice(cut + 1) } }];
  });
  const paths = new Map(inner.map(({ outer, file }) => [file.path, outer]));
  const files = new Map(inner.map(({ file }) => [file.path, file]));
  return {
    files,
    links: new Map(),
    async read(path) {
      // A path that is not there has no outer one, and is missing there too.
      return { ...(await tree.read(paths.get(path) ?? '')), path };
    },
    async *readMany(wanted) {
      for (const path of wanted) yield await this.read(path);
    },
    readHeads(wanted) {
      return this.readMany(wanted);
    },
  };
}

/** The files of an opened package tarball as they are installed; null when it could not be read whole. */
export function publishedTree({ tree, problems }: Unpacked): FileTree | null {
  // A problem of a file that is there (an archive that is not opened, a name in two cases) hides none.
  const broken = problems.some(
    ({ affectsCompleteness, path }) => affectsCompleteness && !tree.files.has(path),
  );
  return tree.files.size === 0 || broken ? null : withoutFirstFolder(tree);
}
