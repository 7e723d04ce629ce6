import type { Package } from './package.js';

interface Tree {
  readonly byId: ReadonlyMap<string, Package>;
  /** The parent of a package on its path; null before a direct dependency. */
  readonly parents: ReadonlyMap<string, string | null>;
}

/** Many packages of a tree are looked up: the walk is done once a list. */
const trees = new WeakMap<readonly Package[], Tree>();

/** Breadth first from the direct packages, so that the first parent met lies on a shortest path. */
function walk(packages: readonly Package[]): Tree {
  const byId = new Map(packages.map((pkg) => [pkg.id, pkg]));
  const parents = new Map<string, string | null>();
  for (const { id, direct } of packages) if (direct) parents.set(id, null);
  // A Map's iteration also visits what is added while it runs.
  for (const id of parents.keys()) {
    for (const dependency of byId.get(id)?.dependencies ?? []) {
      if (!parents.has(dependency) && byId.has(dependency)) parents.set(dependency, id);
    }
  }
  return { byId, parents };
}

function treeOf(packages: readonly Package[]): Tree {
  const tree = trees.get(packages) ?? walk(packages);
  trees.set(packages, tree);
  return tree;
}

/** The package of an id in a list that does not change any more. */
export function packageWithId(packages: readonly Package[], id: string): Package | undefined {
  return treeOf(packages).byId.get(id);
}

/**
 * A shortest path from a direct dependency to the package, both included, in a list that does not change any more.
 * @returns null when no direct dependency is known to lead there.
 */
export function pathFromRoot(packages: readonly Package[], id: string): readonly Package[] | null {
  const { byId, parents } = treeOf(packages);
  if (!parents.has(id)) return null;
  const path: Package[] = [];
  for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) {
    const found = byId.get(at);
    if (found) path.push(found);
  }
  return path.reverse();
}
