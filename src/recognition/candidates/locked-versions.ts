import { type Candidate, groupBy } from '../../model/index.js';
import type { RecognisedCopy } from '../recognised-copy.js';

/** By name the versions that a lockfile or a list of components beside the bundle has, and in how many places each is installed. */
export type LockedVersions = ReadonlyMap<string, ReadonlyMap<string, number>>;

export function lockedVersions(candidates: readonly Candidate[]): LockedVersions {
  const locked = new Map<string, Map<string, number>>();
  for (const { name, version, places = 1 } of candidates) {
    const versions = locked.get(name) ?? new Map<string, number>();
    locked.set(name, versions.set(version, Math.max(places, versions.get(version) ?? 0)));
  }
  return locked;
}

/**
 * Leaves in brackets what is locked; a copy of unknown version can be of any that is. One that is of no locked version stays as
 * it is: the list is not of this bundle.
 */
export function withinLocked(copies: readonly RecognisedCopy[], locked: LockedVersions): RecognisedCopy[] {
  return copies.map((copy) => {
    const versions = locked.get(copy.name) ?? new Map<string, number>();
    const bracket =
      copy.candidateVersions.length === 0
        ? [...versions.keys()]
        : copy.candidateVersions.filter((version) => versions.has(version));
    return bracket.length > 0 ? { ...copy, candidateVersions: bracket } : copy;
  });
}

/** The versions of all places where a package is installed but for those of copies whose versions are known. */
function versionsLeft(copies: readonly RecognisedCopy[], locked: ReadonlyMap<string, number>): string[] {
  const left = [...locked].flatMap(([version, places]) => Array.from({ length: places }, () => version));
  for (const { candidateVersions } of copies) {
    const place = candidateVersions.length === 1 ? left.indexOf(candidateVersions[0] ?? '') : -1;
    if (place >= 0) left.splice(place, 1);
  }
  return left;
}

/**
 * Gives copies that have the same code the versions that are left for them, one each, when there are as many: all of them are there,
 * and which of them is where makes no difference.
 */
function settleAlike(
  copies: readonly RecognisedCopy[],
  locked: ReadonlyMap<string, number>,
): RecognisedCopy[] {
  const open = copies.filter(({ candidateVersions }) => candidateVersions.length > 1);
  const left = versionsLeft(copies, locked);
  const areAlike = open.every(({ candidateVersions }) =>
    left.every((version) => candidateVersions.includes(version)),
  );
  if (open.length !== left.length || !areAlike) return [...copies];
  const note = `one of ${open.length} copies, and the versions of all are locked`;
  return copies.map((copy) => {
    const place = open.indexOf(copy);
    if (place < 0) return copy;
    const version = left[place] ?? '';
    return {
      ...copy,
      candidateVersions: [version],
      plausible: [version],
      isInferred: true,
      note: copy.note ?? note,
    };
  });
}

/** Says of which locked version each copy is where these are as many as copies. */
export function withCounts(copies: readonly RecognisedCopy[], locked: LockedVersions): RecognisedCopy[] {
  const byName = groupBy(copies, ({ name }) => [name]);
  return [...byName].flatMap(([name, alike]) => settleAlike(alike, locked.get(name) ?? new Map()));
}
