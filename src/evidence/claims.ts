import { firstIndex } from '../model/index.js';
import type { Claim } from './build-evidence.js';

/** The parts of a claim that no other claim holds. `held` is sorted. */
function partsOutside(claim: Claim, held: readonly Claim[], from: number): Claim[] {
  const parts: Claim[] = [];
  let { start } = claim;
  for (let at = from; start < claim.end; at += 1) {
    const next = held[at];
    const end = Math.min(claim.end, next?.start ?? claim.end);
    if (end > start) parts.push({ ...claim, start, end });
    if (!next || next.start >= claim.end) break;
    start = Math.max(start, next.end);
  }
  return parts;
}

/** Adds to stronger claims the parts of weaker ones that they leave free. All lists are sorted and without overlaps. */
export function fillGaps(stronger: readonly Claim[], weaker: readonly Claim[]): Claim[] {
  const added: Claim[] = [];
  let from = 0;
  for (const claim of weaker) {
    while ((stronger[from]?.end ?? Infinity) <= claim.start) from += 1;
    for (const part of partsOutside(claim, stronger, from)) added.push(part);
  }
  return [...stronger, ...added].sort((a, b) => a.start - b.start);
}

/** The claim at a position. @param claims sorted, without overlaps. */
export function claimAt<T extends Pick<Claim, 'start' | 'end'>>(
  claims: readonly T[],
  position: number,
): T | undefined {
  const low = firstIndex(0, claims.length, (at) => (claims[at]?.end ?? 0) > position);
  const found = claims[low];
  return found && found.start <= position ? found : undefined;
}
