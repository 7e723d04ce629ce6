import { problemLog, treeBuilder } from '../../files/index.js';
import type { UnpackContext, Unpacked, Unpacker } from '../unpacker.js';
import { readHostFiles, type HostFile } from './read-host-files.js';
import { walkFolder } from './walk-folder.js';

interface Folder {
  readonly hostPath: string;
  readonly extraFiles?: ReadonlyMap<string, string>;
}

function unpackFolder({ hostPath, extraFiles = new Map() }: Folder, context: UnpackContext): Unpacked {
  const { limits, budget } = context;
  const log = problemLog();
  const builder = treeBuilder<HostFile>({ limits, budget, log, readWanted: readHostFiles, hostNames: true });
  walkFolder(hostPath, { take: (item) => builder.add(item), log, maxDepth: limits.maxPathDepth, extraFiles });
  return { tree: builder.finish(), problems: log.list(), image: null };
}

/** A folder on this machine, as a build left it. Links out of it are not followed. */
export const directory = {
  id: 'directory',
  title: 'folders',
  recognises: (origin) => origin.kind === 'directory',
  async unpack(origin, context) {
    if (origin.kind !== 'directory') throw new TypeError('a folder is no archive');
    return unpackFolder(origin, context);
  },
} satisfies Unpacker;
