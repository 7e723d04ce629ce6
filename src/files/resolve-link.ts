import { limitOf } from './limit-table.js';
import type { FileTree } from './file-tree.js';

/** The path with its first linked component replaced by what that links to; undefined if none is a link. */
function hop(links: ReadonlyMap<string, string>, path: string): string | undefined {
  for (let slash = path.indexOf('/'); ; slash = path.indexOf('/', slash + 1)) {
    const target = links.get(slash < 0 ? path : path.slice(0, slash));
    const rest = slash < 0 ? '' : path.slice(slash + 1);
    if (target !== undefined) return target && rest ? `${target}/${rest}` : target || rest;
    if (slash < 0) return undefined;
  }
}

/**
 * Follows links in every component of a path: where `node_modules/express` links to a folder,
 * `node_modules/express/index.js` becomes that folder's file. `..` in a link's target is already resolved lexically.
 * @returns the path without links, which may not exist; undefined for a loop.
 */
export function resolveLink(tree: Pick<FileTree, 'links'>, path: string): string | undefined {
  let current = path;
  for (let hops = 0; hops <= limitOf('link-hops') && tree.links.size > 0; hops += 1) {
    const next = hop(tree.links, current);
    if (next === undefined) return current;
    current = next;
  }
  return tree.links.size > 0 ? undefined : current;
}
