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
    // One of two names that are shown alike is not UTF-8. In a folder they are still two files.
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

/** A folder on this machine that holds a build output. Links that lead out of it are not followed. */
export const directory = {
  id: 'directory',
  title: 'folders',
  recognises: (origin) => origin.kind === 'directory',
  async unpack(origin, context) {
    if (origin.kind !== 'directory') throw new TypeError('a folder is not an archive');
    return unpackFolder(origin.folder, context);
  },
} satisfies Unpacker;
