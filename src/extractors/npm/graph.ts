import type { UnresolvedDependency } from '../../model/index.js';
import type { Installed } from './installed.js';
import type { Dependency } from '../../ecosystems/index.js';
import type { Resolver } from './resolver.js';
import { isOutside, parseSpec } from './spec.js';

/** Edges of one package or root. */
export interface Edges {
  /** By folder path. */
  readonly targets: readonly Installed[];
  readonly unresolved: readonly UnresolvedDependency[];
  /** Folder paths of targets that were required by path, URL or git; they come from no registry. */
  readonly elsewhere: readonly string[];
}

export interface EdgeContext {
  readonly resolver: Resolver;
  /** Names whose versions the root's manifest forces: no range of theirs is judged. */
  readonly overridden: ReadonlySet<string>;
  /** Number of edges that may still be followed; further ones are left out. */
  readonly budget: { left: number };
}

const REPORTED_TYPE = {
  prod: 'prod',
  optional: 'optional',
  peer: 'peer',
  'optional-peer': 'peer',
} as const;

function unresolvedOf(
  { name, spec, type }: Dependency,
  reason: UnresolvedDependency['reason'],
): UnresolvedDependency[] {
  if (type === 'dev') return [];
  // An optional dependency may be absent.
  if (reason === 'missing' && (type === 'optional' || type === 'optional-peer')) return [];
  return [{ name, spec, type: REPORTED_TYPE[type], reason }];
}

/** Follows dependencies to the packages that they resolve to from a folder. */
export function edgesOf(from: string, dependencies: Iterable<Dependency>, context: EdgeContext): Edges {
  const targets = new Set<Installed>();
  const unresolved: UnresolvedDependency[] = [];
  const elsewhere: string[] = [];
  for (const dependency of dependencies) {
    context.budget.left -= 1;
    if (context.budget.left < 0) break;
    const target = context.resolver.resolve(from, dependency.name, dependency.spec);
    if (!target) {
      unresolved.push(...unresolvedOf(dependency, 'missing'));
      continue;
    }
    targets.add(target);
    const spec = parseSpec(dependency.spec);
    if (spec.kind === 'elsewhere') elsewhere.push(target.folder.path);
    if (!context.overridden.has(dependency.name) && isOutside(spec, target)) {
      unresolved.push(...unresolvedOf(dependency, 'invalid'));
    }
  }
  return { targets: [...targets], unresolved, elsewhere };
}

/** Everything that can be reached from `starts`, themselves included. Cycles are normal. */
export function reachableFrom(
  starts: Iterable<Installed>,
  targetsOf: (from: Installed) => readonly Installed[],
): ReadonlySet<Installed> {
  const seen = new Set<Installed>(starts);
  // A Set grows while it is walked.
  for (const from of seen) for (const target of targetsOf(from)) seen.add(target);
  return seen;
}

/**
 * Maps each package that is published inside another one (`bundleDependencies`) to the folder of that other one. The dependencies
 * that a bundled package finds beside it came in the same archive.
 */
export function bundledIn(
  packages: readonly Installed[],
  targetsOf: (from: Installed) => readonly Installed[],
): ReadonlyMap<Installed, string> {
  const carriers = new Map<Installed, string>();
  for (const host of packages) {
    const bundled = host.manifest?.bundled;
    if (!bundled?.size) continue;
    const inside = (found: Installed): boolean =>
      found.folder.path.startsWith(`${host.folder.path}/node_modules/`);
    const listed = targetsOf(host).filter((found) => bundled.has(found.folder.name) && inside(found));
    for (const found of reachableFrom(listed, (from) => targetsOf(from).filter(inside))) {
      carriers.set(found, host.folder.path);
    }
  }
  return carriers;
}
