import { MIN_LEAD_OF_OVERRIDE } from '../parameters/candidates.js';
import { releaseLine } from '../../versions/index.js';
import type { RecognisedCopy } from '../recognised-copy.js';
import type { Likelihoods } from '../ranked-segment.js';
import { ascending } from '../likelihood/versions-to-try.js';

/** A version that was compared. */
interface Compared {
  readonly version: string;
  readonly value: number;
}

/** The value for a version that was not compared: that of the neighbour in its own release line, else the higher one. */
function valueBetween(version: string, neighbours: readonly Compared[]): number {
  const own = neighbours.filter((each) => releaseLine(each.version) === releaseLine(version));
  return Math.max(...(own.length > 0 ? own : neighbours).map(({ value }) => value));
}

/**
 * Log-likelihoods by code alone. Versions that were not compared get the value of their neighbours.
 * @param compared not empty.
 */
function likelihoodsByNeighbours(versions: readonly string[], compared: Likelihoods): Likelihoods {
  const values = new Map<string, number>();
  const all = ascending([...versions, ...compared.keys()]);
  const before: (Compared | undefined)[] = [];
  let last: Compared | undefined;
  for (const version of all) {
    before.push(last);
    const value = compared.get(version);
    if (value !== undefined) last = { version, value };
  }
  let next: Compared | undefined;
  for (const [at, version] of [...all.entries()].toReversed()) {
    const value = compared.get(version);
    if (value !== undefined) next = { version, value };
    const neighbours = [before[at], next].filter((each) => each !== undefined);
    values.set(version, value ?? valueBetween(version, neighbours));
  }
  return values;
}

/** Log-likelihoods of all candidate versions of a copy; none if its code was not compared, or something states its version. */
export function allLikelihoods({
  candidateVersions,
  isStated,
  likelihoods = new Map(),
}: RecognisedCopy): Likelihoods {
  return isStated || likelihoods.size === 0
    ? new Map()
    : likelihoodsByNeighbours(candidateVersions, likelihoods);
}

/**
 * Adds candidate versions that the code fits far better than those left by the ranges: an override may be a version that no dependent
 * allows.
 * @param left not empty.
 */
export function withFarLikelier(
  left: readonly string[],
  candidates: readonly string[],
  likelihoods: Likelihoods = new Map(),
): readonly string[] {
  const valueOf = (version: string): number => likelihoods.get(version) ?? -Infinity;
  if (likelihoods.size === 0 || left.length === candidates.length) return left;
  const best = Math.max(...left.map(valueOf));
  if (Math.max(...candidates.map(valueOf)) - best < MIN_LEAD_OF_OVERRIDE) return left;
  const kept = new Set(left);
  return candidates.filter((version) => kept.has(version) || valueOf(version) > best);
}
