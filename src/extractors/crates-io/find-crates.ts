import { cratesIo, isInPackageFolder } from '../../ecosystems/index.js';
import { parentOf, type FileTree } from '../../files/index.js';
import type { ApplicationRoot } from '../../model/index.js';
import type { ExtractContext, Extraction } from '../extractor.js';
import { NOTHING_FOUND } from '../nothing-found.js';
import { lockDrifts } from '../lock-drift.js';
import { declaredRows, readManagerLocks } from '../locked-packages.js';
import { crateRows, programProblems, rootIdOf, rootOf, type RustProgram } from './crate-rows.js';
import { readRustProgram } from './read-program.js';

async function readPrograms(tree: FileTree, paths: readonly string[]): Promise<RustProgram[]> {
  const found: RustProgram[] = [];
  for await (const { path, bytes } of tree.readMany(paths)) {
    const program = bytes && readRustProgram(path, bytes);
    if (program) found.push(program);
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** `Cargo.lock` also lists what only tests, builds and other systems need. */
const LOCK_RULES = { ecosystem: cratesIo, listsAll: true, isAllInstalled: false };

/** Finds crates in programs, and what lockfiles declare where no program lists its crates. */
export async function findCrates(
  tree: FileTree,
  { programs = new Set() }: ExtractContext,
): Promise<Extraction> {
  const isOutside = (path: string): boolean => !isInPackageFolder(path);
  const found = await readPrograms(tree, [...programs].filter(isOutside).sort());
  const locks = await readManagerLocks(tree, { manager: 'cargo', ecosystem: cratesIo }, isOutside);
  const isListed = found.some((program) => 'audit' in program);
  const declaring = isListed ? [] : locks.lockfiles;
  const lockRoots = declaring.map(({ path }): ApplicationRoot => {
    const folder = parentOf(path);
    return { id: rootIdOf(folder), path: folder, name: null, manager: 'cargo' };
  });
  const crates = found.flatMap(crateRows);
  const roots = [...found.map(rootOf), ...lockRoots];
  return {
    ...NOTHING_FOUND,
    ...lockDrifts({ roots, packages: isListed ? crates : [] }, locks.lockfiles, LOCK_RULES),
    roots,
    packages: [
      ...crates,
      ...declaring.flatMap((lock) =>
        declaredRows(lock, { ecosystem: cratesIo, root: rootIdOf(parentOf(lock.path)) }),
      ),
    ],
    problems: [...found.flatMap(programProblems), ...locks.problems],
  };
}
