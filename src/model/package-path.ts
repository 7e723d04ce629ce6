import type { Package } from './package.js';

type Parents = ReadonlyMap<string, string | null>;

/** A tree is asked for many of its packages: the walk is done once a list. */
const walked = new WeakMap<readonly Package[], Parents>();

/** Breadth first from the direct packages, so that the first parent met lies on a shortest path. */
function walk(packages: readonly Package[]): Parents {
  const byId = new Map(packages.map((pkg) => [pkg.id, pkg]));
  const parents = new Map<string, string | null>();
  for (const { id, direct } of packages) if (direct) parents.set(id, null);
  // A Map's iteration also visits what is added while it runs.
  for (const id of parents.keys()) {
    for (const dependency of byId.get(id)?.dependencies ?? []) {
      if (!parents.has(dependency) && byId.has(dependency)) parents.set(dependency, id);
    }
  }
  return parents;
}

/**
 * Ids of a shortest path from a direct dependency to the package, both included.
 * @returns null when no direct dependency is known to lead there.
 */
export function pathFromRoot(packages: readonly Package[], id: string): readonly string[] | null {
  const parents = walked.get(packages) ?? walk(packages);
  walked.set(packages, parents);
  if (!parents.has(id)) return null;
  const path: string[] = [];
  for (let at: string | null = id; at !== null; at = parents.get(at) ?? null) path.push(at);
  return path.reverse();
}
