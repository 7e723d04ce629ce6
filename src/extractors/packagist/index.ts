import { baseOf, type FileTree } from '../../files/index.js';
import type { Extractor } from '../extractor.js';

const OF_PHP = /\.(?:php|phar)$/i;
const IN_NODE_MODULES = /(?:^|\/)node_modules\//;

/** Packages of PHP by the list that Composer leaves beside them, else those that its lockfile declares. */
export const packagist = {
  id: 'packagist',
  title: 'PHP packages (Composer)',
  recognises(tree: FileTree) {
    for (const path of tree.files.keys()) {
      const isOfPhp =
        OF_PHP.test(path) || baseOf(path) === 'composer.lock' || path.endsWith('composer/installed.json');
      if (isOfPhp && !IN_NODE_MODULES.test(path)) return true;
    }
    return false;
  },
  // Loaded where PHP is: most artifacts have none.
  extract: async (tree, context) => (await import('./find-packages.js')).findPackages(tree, context),
} satisfies Extractor;
