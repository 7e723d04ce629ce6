import { TEMPERATURE, MAX_LOSS_PER_SEGMENT, PLAUSIBLE_MASS } from '../parameters/likelihood.js';
import type { Likelihoods } from '../ranked-segment.js';

const bests = new WeakMap<Likelihoods, number>();

/** The largest log-likelihood; kept, as every pair of versions needs it when copies are split. */
function bestOf(likelihoods: Likelihoods): number {
  const known = bests.get(likelihoods) ?? Math.max(...likelihoods.values());
  bests.set(likelihoods, known);
  return known;
}

/**
 * Sums log-likelihoods over segments, each relative to the segment's best version. A version without the segment's file gets the
 * largest loss.
 */
export function sumLikelihoods(
  segments: readonly Likelihoods[],
  versions: Iterable<string>,
): Map<string, number> {
  const sums = new Map<string, number>();
  for (const version of versions) {
    let sum = 0;
    for (const likelihoods of segments)
      sum += Math.max(-MAX_LOSS_PER_SEGMENT, (likelihoods.get(version) ?? -Infinity) - bestOf(likelihoods));
    sums.set(version, sum);
  }
  return sums;
}

/** The fewest versions that have nearly all of the probability together, likeliest first. */
export function plausibleVersions(sums: ReadonlyMap<string, number>): string[] {
  const ranked = [...sums].sort((a, b) => b[1] - a[1]);
  const best = ranked[0]?.[1] ?? 0;
  const chances = ranked.map(([, sum]) => Math.exp((sum - best) / TEMPERATURE));
  const all = chances.reduce((total, chance) => total + chance, 0);
  const found: string[] = [];
  let mass = 0;
  for (const [at, [version]] of ranked.entries()) {
    if (mass >= PLAUSIBLE_MASS * all) break;
    mass += chances[at] ?? 0;
    found.push(version);
  }
  return found;
}

/** Sums log-likelihoods for every version that occurs in any segment. */
export function sumAmong(segments: readonly Likelihoods[]): Map<string, number> {
  return sumLikelihoods(segments, new Set(segments.flatMap((each) => [...each.keys()])));
}

/** The plausible versions among all that occur in any segment. */
export function plausibleAmong(segments: readonly Likelihoods[]): string[] {
  return plausibleVersions(sumAmong(segments));
}
