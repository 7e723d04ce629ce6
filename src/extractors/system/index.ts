import type { Extractor } from '../extractor.js';
import { listFileOf } from './find-lists.js';

/** Packages of an image's operating system, by the lists of dpkg, apk and rpm. */
export const system = {
  id: 'system',
  title: 'packages of operating systems',
  recognises({ files }, { isImage }) {
    if (isImage) return true;
    for (const path of files.keys()) if (listFileOf(path)) return true;
    return false;
  },
  // Loaded where a system is: most artifacts have none.
  extract: async (tree, context) => (await import('./read-system.js')).readSystems(tree, context),
} satisfies Extractor;
