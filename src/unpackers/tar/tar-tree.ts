import { problemLog, treeBuilder, type TreeItem } from '../../files/index.js';
import type { StoredBytes } from '../stored-bytes.js';
import { openTar, readTarFiles } from './tar-archive.js';
import { treeItems, untilRefused } from './tar-items.js';
import type { Unpacked, UnpackContext } from '../unpacker.js';

const MAX_RETAINED_BYTES = 128 * 1024 * 1024;

/** Opens a tar archive, gzipped or not, as a tree of its files. */
export async function tarTree(packed: StoredBytes, context: UnpackContext): Promise<Unpacked> {
  const { limits, budget } = context;
  const log = problemLog();
  let opened = packed;
  const builder = treeBuilder<number>({
    limits,
    budget,
    log,
    readWanted: (wanted) => readTarFiles(opened, wanted),
  });
  const itemOf = treeItems<number>();
  const add = untilRefused((item: TreeItem<number>) => builder.add(item));
  opened = await openTar(packed, {
    log,
    limits,
    budget,
    maxRetainedBytes: MAX_RETAINED_BYTES,
    path: '',
    visit: (entry) => add(itemOf(entry, entry.offset)),
  });
  const tree = builder.finish();
  return { tree, problems: log.list(), image: null };
}
