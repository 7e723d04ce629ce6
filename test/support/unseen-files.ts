import type { Unpacked } from '../../src/unpackers/unpacker.js';

/** The result of one of our readers for an archive: contents as latin1, and files that it could not read. */
export async function listTree({ tree, problems }: Unpacked) {
  const files = new Map<string, string>();
  const unread: string[] = [];
  for await (const read of tree.readMany(tree.files.keys())) {
    if (read.problem) unread.push(read.path);
    else files.set(read.path, Buffer.from(read.bytes).toString('latin1'));
  }
  return { files, problems, unread };
}

/** Files that another reader sees and ours does not see with the same bytes; none if ours reports a problem. */
export async function unseenFiles(
  ours: Unpacked,
  theirs: ReadonlyMap<string, string>,
): Promise<readonly string[]> {
  const { files, problems, unread } = await listTree(ours);
  if (unread.length > 0 || problems.some(({ affectsCompleteness }) => affectsCompleteness)) return [];
  return [...theirs].filter(([path, content]) => files.get(path) !== content).map(([path]) => path);
}
