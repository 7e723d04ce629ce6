import type { Candidate } from '../../model/index.js';
import type { NamedCopy } from './name-copies.js';

/** Versions by name, as a lockfile or a list of components beside the bundle has them. */
export type LockedVersions = ReadonlyMap<string, ReadonlySet<string>>;

export function lockedVersions(candidates: readonly Candidate[]): LockedVersions {
  const locked = new Map<string, Set<string>>();
  for (const { name, version } of candidates) locked.set(name, (locked.get(name) ?? new Set()).add(version));
  return locked;
}

/** Leaves in brackets what is locked. A copy that is of no locked version stays as it is: the list is not of this bundle. */
export function withinLocked(copies: readonly NamedCopy[], locked: LockedVersions): NamedCopy[] {
  return copies.map((copy) => {
    const bracket = copy.bracket.filter((version) => locked.get(copy.name)?.has(version));
    return bracket.length > 0 ? { ...copy, bracket } : copy;
  });
}
