import type { FileTree } from '../../files/index.js';
import type { Extractor } from '../extractor.js';
import { RECORD_PATH } from './record-path.js';

/** Packages of Conda environments by the records that Conda, Mamba and Pixi keep. Those of Python among them are PyPI's. */
export const conda = {
  id: 'conda',
  title: 'Conda packages',
  recognises(tree: FileTree) {
    for (const path of tree.files.keys()) if (RECORD_PATH.test(path)) return true;
    return false;
  },
  // Loaded where an environment is: most artifacts have none.
  extract: async (tree) => (await import('./find-packages.js')).findPackages(tree),
} satisfies Extractor;
