import { problemLog, treeBuilder, type FileRead, type HostFile, type HostFolder } from '../../files/index.js';
import type { UnpackContext, Unpacked, Unpacker } from '../unpacker.js';

function unpackFolder(folder: HostFolder, { limits, budget }: UnpackContext): Unpacked {
  const log = problemLog();
  for (const problem of folder.problems) log.add(problem);
  const builder = treeBuilder<HostFile>({
    limits,
    budget,
    log,
    hostNames: true,
    // Two names of a folder are two files, even if they are shown alike: one of them is not UTF-8.
    ambiguous: () => true,
    *readWanted(wanted): Generator<FileRead> {
      for (const { path, handle } of wanted) yield folder.read(path, handle);
    },
    *readHeads(wanted): Generator<FileRead> {
      for (const { path, handle } of wanted) yield folder.readHead(path, handle);
    },
    *readTails(wanted): Generator<FileRead> {
      for (const { path, handle } of wanted) yield folder.readTail(path, handle);
    },
  });
  folder.items.every((item) => builder.add(item));
  return { tree: builder.finish(), problems: log.list(), image: null };
}

/** A folder on this machine, as a build left it. Links out of it are not followed. */
export const directory = {
  id: 'directory',
  title: 'folders',
  recognises: (origin) => origin.kind === 'directory',
  async unpack(origin, context) {
    if (origin.kind !== 'directory') throw new TypeError('a folder is not an archive');
    return unpackFolder(origin.folder, context);
  },
} satisfies Unpacker;
