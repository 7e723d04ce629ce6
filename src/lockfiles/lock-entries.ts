import { normaliseName } from '../ecosystems/index.js';
import { beyondLimit, limitOf } from '../files/index.js';
import type { Problem } from '../model/index.js';
import { tooManyLocked, type LockedEdge, type LockedPackage, type Lockfile } from './lockfile.js';

/** One package of a lockfile that lists packages without places. */
export interface LockEntry {
  readonly name: string;
  readonly version: string | null;
  /** It comes from a folder, an address or a repository. */
  readonly isPrivate: boolean;
  readonly marker: string | null;
  readonly licenses?: readonly string[];
  readonly dependencies: readonly LockEdge[];
}

/** A dependency of an entry; of several releases of a name, lockfiles name the one. */
export interface LockEdge {
  readonly name: string;
  readonly version: string | null;
  readonly type?: LockedEdge['type'];
}

/** Where a list of packages stands, and which ecosystem's they are. */
export interface ListedIn {
  readonly path: string;
  readonly ecosystem: string;
}

type KeyOf = (entry: Pick<LockEntry, 'name' | 'version'>) => string;

/** Finds the entries that edges lead to: the release that an edge names, else all of its name. */
class EdgeFinder {
  private readonly byName = new Map<string, Set<string>>();
  private readonly keyOf: KeyOf;
  private readonly nameKey: (name: string) => string;
  private left = limitOf('dependency-edges');
  isCut = false;

  constructor(entries: readonly LockEntry[], keyOf: KeyOf, nameKey: (name: string) => string) {
    this.keyOf = keyOf;
    this.nameKey = nameKey;
    for (const entry of entries) {
      const keys = this.byName.get(nameKey(entry.name));
      if (keys) keys.add(keyOf(entry));
      else this.byName.set(nameKey(entry.name), new Set([keyOf(entry)]));
    }
  }

  of({ name, version, type = 'prod' }: LockEdge): LockedEdge[] {
    const keys = this.byName.get(this.nameKey(name)) ?? new Set<string>();
    const exact = this.keyOf({ name, version });
    const found = keys.has(exact) ? [exact] : keys;
    const size = keys.has(exact) ? 1 : keys.size;
    this.isCut ||= size > this.left;
    if (size > this.left) return [];
    this.left -= size;
    return [...found].map((key) => ({ key, type }));
  }
}

function tooManyEdges(path: string): Problem {
  const message = `The lockfile has more than ${limitOf('dependency-edges')} dependencies: the rest is left out.`;
  return beyondLimit('dependency-edges', path, message);
}

/** Some managers write an entry once more for each platform or set of extras: its dependencies are those of all of them. */
function mergedByKey(packages: readonly LockedPackage[]): Map<string, LockedPackage> {
  const merged = new Map<string, LockedPackage>();
  for (const each of packages) {
    const edges = [...(merged.get(each.key)?.edges ?? []), ...each.edges].filter(
      ({ key }) => key !== each.key,
    );
    merged.set(each.key, { ...each, edges });
  }
  return merged;
}

/** The lockfile of some entries. @param roots what the project itself requires; null when that is not known. */
export function lockfileOf(
  { path, ecosystem }: ListedIn,
  entries: readonly LockEntry[],
  roots: readonly LockEdge[] | null = null,
): Lockfile {
  const nameKey = (name: string): string => normaliseName(ecosystem, name);
  const keyOf: KeyOf = ({ name, version }) => `${nameKey(name)}@${version ?? ''}`;
  const kept = entries.slice(0, limitOf('lockfile-packages'));
  const edges = new EdgeFinder(kept, keyOf, nameKey);
  const packages = kept.map((entry): LockedPackage => ({
    key: keyOf(entry),
    name: entry.name,
    alias: null,
    version: entry.version,
    location: null,
    origin: entry.isPrivate ? 'private' : 'unknown',
    licenses: entry.licenses ?? [],
    edges: entry.dependencies.flatMap((each) => edges.of(each)),
    ...(entry.marker !== null && { marker: entry.marker }),
  }));
  return {
    path,
    packages: mergedByKey(packages),
    rootEdges: roots && roots.flatMap((each) => edges.of(each)),
    problems: [
      ...(entries.length > kept.length ? [tooManyLocked(path)] : []),
      ...(edges.isCut ? [tooManyEdges(path)] : []),
    ],
  };
}
