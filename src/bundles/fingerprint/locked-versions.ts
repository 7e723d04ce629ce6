import type { Candidate } from '../../model/index.js';
import type { NamedCopy } from './name-copies.js';

/** Versions by name, as a lockfile or a list of components beside the bundle has them. */
export type LockedVersions = ReadonlyMap<string, ReadonlySet<string>>;

export function lockedVersions(candidates: readonly Candidate[]): LockedVersions {
  const locked = new Map<string, Set<string>>();
  for (const { name, version } of candidates) locked.set(name, (locked.get(name) ?? new Set()).add(version));
  return locked;
}

/**
 * Leaves in brackets what is locked; a copy of unknown version can be of any that is. One that is of no locked version stays as
 * it is: the list is not of this bundle.
 */
export function withinLocked(copies: readonly NamedCopy[], locked: LockedVersions): NamedCopy[] {
  return copies.map((copy) => {
    const versions = locked.get(copy.name) ?? new Set<string>();
    const bracket =
      copy.bracket.length === 0 ? [...versions] : copy.bracket.filter((version) => versions.has(version));
    return bracket.length > 0 ? { ...copy, bracket } : copy;
  });
}
