import type { FileTree } from './file-tree.js';

/** As many as Linux follows in one look-up (path_resolution(7)). */
const MAX_HOPS = 40;

/**
 * Follows links in every component of a path: where `node_modules/express` links to a folder,
 * `node_modules/express/index.js` becomes that folder's file. `..` in a link's target was removed lexically.
 * @returns the path without links, whether or not anything is there; undefined for a loop.
 */
export function resolveLink(tree: Pick<FileTree, 'links'>, path: string): string | undefined {
  if (tree.links.size === 0) return path;
  let current = path;
  let checked = 0;
  for (let hops = 0; hops <= MAX_HOPS;) {
    const slash = current.indexOf('/', checked);
    const head = slash < 0 ? current : current.slice(0, slash);
    const target = tree.links.get(head);
    if (target === undefined) {
      if (slash < 0) return current;
      checked = slash + 1;
      continue;
    }
    const rest = slash < 0 ? '' : current.slice(slash + 1);
    current = target && rest ? `${target}/${rest}` : target || rest;
    if (current === '') return '';
    checked = 0;
    hops += 1;
  }
  return undefined;
}
