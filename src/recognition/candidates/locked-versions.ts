import { type Candidate, groupBy } from '../../model/index.js';
import type { RecognisedCopy } from '../recognised-copy.js';

/** Name → version → number of places where a lockfile or SBOM installs it. */
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
 * Keeps the candidate versions that are locked. A copy without candidates gets all locked versions. A copy without a locked candidate
 * stays as it is: the lockfile is not of this bundle.
 */
export function withinLocked(copies: readonly RecognisedCopy[], locked: LockedVersions): RecognisedCopy[] {
  return copies.map((copy) => {
    const versions = locked.get(copy.name) ?? new Map<string, number>();
    const possible =
      copy.candidateVersions.length === 0
        ? [...versions.keys()]
        : copy.candidateVersions.filter((version) => versions.has(version));
    return possible.length > 0 ? { ...copy, candidateVersions: possible } : copy;
  });
}

/** The locked versions of all places, without those of copies with a known version. */
function versionsLeft(copies: readonly RecognisedCopy[], locked: ReadonlyMap<string, number>): string[] {
  const left = [...locked].flatMap(([version, places]) => Array.from({ length: places }, () => version));
  for (const { candidateVersions } of copies) {
    const place = candidateVersions.length === 1 ? left.indexOf(candidateVersions[0] ?? '') : -1;
    if (place >= 0) left.splice(place, 1);
  }
  return left;
}

/**
 * Assigns the remaining locked versions to copies with the same code, one each, if there are equally many. All of these versions are
 * there, and which copy has which one makes no difference.
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

/** Assigns locked versions to copies of one name if there are as many places as copies. */
export function withCounts(copies: readonly RecognisedCopy[], locked: LockedVersions): RecognisedCopy[] {
  const byName = groupBy(copies, ({ name }) => [name]);
  return [...byName].flatMap(([name, alike]) => settleAlike(alike, locked.get(name) ?? new Map()));
}
