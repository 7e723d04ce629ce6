import { compareCounts, NO_COUNTS, openCounts } from './counts.js';
import { lazyBy } from './lazy.js';
import type { Artifact, Counts, Package } from './model.js';

/** Packages of an artifact and their dependencies. */
export interface Tree {
  /** Dependencies of the application; without a manifest, all packages that no package depends on. */
  readonly roots: readonly Package[];
  /** Packages that no root leads to. */
  readonly others: readonly Package[];
  /** A shortest way from a root, both included; null when none leads there. */
  readonly pathTo: (found: Package) => readonly Package[] | null;
  /** Open findings of the worst package among this one and those that it brings in. */
  readonly belowOf: (found: Package) => Counts;
}

type Parents = Map<Package, Package | null>;

/** Breadth first: the first parent met is on a shortest way. */
function walk(packages: readonly Package[], roots: readonly Package[]): Parents {
  const parents: Parents = new Map(roots.map((root) => [root, null]));
  // A Map's iteration also visits what is added while it runs.
  for (const parent of parents.keys()) {
    for (const index of parent.dependencies) {
      const child = packages[index];
      if (child && !parents.has(child)) parents.set(child, parent);
    }
  }
  return parents;
}

function rootsOf(packages: readonly Package[]): readonly Package[] {
  const direct = packages.filter((found) => found.direct === true);
  if (direct.length > 0) return direct;
  const required = new Set(packages.flatMap(({ dependencies }) => dependencies));
  return packages.filter(({ index }) => !required.has(index));
}

/** For each package, the worst counts among it and all packages that it brings in. Counts are raised until nothing changes, so cycles end. */
function worstBelow(artifact: Artifact): readonly Counts[] {
  const packages = artifact.packages();
  const worst = packages.map(({ index }) => openCounts(artifact.findingsOf(index)));
  const dependents: number[][] = packages.map(() => []);
  for (const { index, dependencies } of packages)
    for (const child of dependencies) dependents[child]?.push(index);
  const raised = packages.map(({ index }) => index);
  for (let child = raised.pop(); child !== undefined; child = raised.pop()) {
    const counts = worst[child] ?? NO_COUNTS;
    for (const dependent of dependents[child] ?? []) {
      if (compareCounts(counts, worst[dependent] ?? NO_COUNTS) >= 0) continue;
      worst[dependent] = counts;
      raised.push(dependent);
    }
  }
  return worst;
}

export const treeOf = lazyBy((artifact: Artifact): Tree => {
  const packages = artifact.packages();
  const worst = worstBelow(artifact);
  const belowOf = ({ index }: Package): Counts => worst[index] ?? NO_COUNTS;
  const worstFirst = (a: Package, b: Package): number =>
    compareCounts(belowOf(a), belowOf(b)) || (a.name < b.name ? -1 : 1);
  const roots = [...rootsOf(packages)].sort(worstFirst);
  const parents = walk(packages, roots);
  return {
    roots,
    others: packages.filter((found) => !parents.has(found)).sort(worstFirst),
    belowOf,
    pathTo: (found) => {
      if (!parents.has(found)) return null;
      const path: Package[] = [];
      for (let at: Package | null = found; at; at = parents.get(at) ?? null) path.push(at);
      return path.reverse();
    },
  };
});

/** A package in the unfolded tree, below one of its dependents. */
export interface Branch {
  /** Indexes of the packages from the root down to this one. */
  readonly place: string;
  readonly depth: number;
  readonly found: Package;
  readonly children: readonly Package[];
  readonly isOpen: boolean;
  /** It is one of its own ancestors: it is not unfolded again. */
  readonly isRepeated: boolean;
}

/** Visible branches of a tree when some places are open. */
export function branchesOf(artifact: Artifact, open: ReadonlySet<string>): readonly Branch[] {
  const { roots, others, belowOf } = treeOf(artifact);
  const packages = artifact.packages();
  const branches: Branch[] = [];
  const add = (found: Package, parent: string, above: readonly Package[]): void => {
    const place = parent === '' ? String(found.index) : `${parent}/${found.index}`;
    const isRepeated = above.includes(found);
    const children = isRepeated
      ? []
      : found.dependencies
          .flatMap((index) => packages[index] ?? [])
          .sort((a, b) => compareCounts(belowOf(a), belowOf(b)));
    const isOpen = children.length > 0 && open.has(place);
    branches.push({ place, depth: above.length, found, children, isOpen, isRepeated });
    if (isOpen) for (const child of children) add(child, place, [...above, found]);
  };
  for (const found of [...roots, ...others]) add(found, '', []);
  return branches;
}
