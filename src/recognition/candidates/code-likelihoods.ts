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

/** Of a version that was not compared: that of its own line where the one before it and the one after it are of two. */
function valueBetween(version: string, beside: readonly Compared[]): number {
  const own = beside.filter((each) => releaseLine(each.version) === releaseLine(version));
  return Math.max(...(own.length > 0 ? own : beside).map(({ value }) => value));
}

/**
 * How likely versions are by code alone, natural logarithm. Those that were not compared are as the nearest ones that were.
 * @param compared not empty
 */
function likelihoodsBeside(versions: readonly string[], compared: Likelihoods): Likelihoods {
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
    const beside = [before[at], next].filter((each) => each !== undefined);
    values.set(version, value ?? valueBetween(version, beside));
  }
  return values;
}

/** The likelihoods of all versions of a copy; none where its code was not compared, or something states them. */
export function allLikelihoods({
  candidateVersions,
  isStated,
  likelihoods = new Map(),
}: RecognisedCopy): Likelihoods {
  return isStated || likelihoods.size === 0 ? new Map() : likelihoodsBeside(candidateVersions, likelihoods);
}

/**
 * What is left of a bracket by what others ask for, with what the code is more like, if it is so by far: an override is of a version that
 * nobody asks for.
 * @param left not empty
 */
export function withFarLikelier(
  left: readonly string[],
  bracket: readonly string[],
  likelihoods: Likelihoods = new Map(),
): readonly string[] {
  const valueOf = (version: string): number => likelihoods.get(version) ?? -Infinity;
  if (likelihoods.size === 0 || left.length === bracket.length) return left;
  const best = Math.max(...left.map(valueOf));
  if (Math.max(...bracket.map(valueOf)) - best < MIN_LEAD_OF_OVERRIDE) return left;
  const kept = new Set(left);
  return bracket.filter((version) => kept.has(version) || valueOf(version) > best);
}
