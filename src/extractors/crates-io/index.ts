import { isInPackageFolder } from '../../ecosystems/index.js';
import { baseOf, type FileTree } from '../../files/index.js';
import type { ExtractContext, Extractor } from '../extractor.js';

/** Crates of programs in Rust, by the list that `cargo auditable` leaves in them, else by paths in them and by Cargo's lockfile. */
export const cratesIo = {
  id: 'crates-io',
  title: 'Crates of programs in Rust (Cargo)',
  recognises(tree: FileTree, { programs = new Set() }: ExtractContext) {
    if ([...programs].some((path) => !isInPackageFolder(path))) return true;
    for (const path of tree.files.keys())
      if (baseOf(path) === 'Cargo.lock' && !isInPackageFolder(path)) return true;
    return false;
  },
  // Loaded where a program is: most artifacts have none.
  extract: async (tree, context) => (await import('./find-crates.js')).findCrates(tree, context),
} satisfies Extractor;
