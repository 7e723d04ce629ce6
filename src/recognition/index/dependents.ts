import type { FingerprintIndex } from './fingerprint-index.js';

const known = new WeakMap<FingerprintIndex, ReadonlyMap<string, number>>();

/** How many packages of an index require each name, in any version. */
export function dependents(index: FingerprintIndex): ReadonlyMap<string, number> {
  const seen = known.get(index);
  if (seen) return seen;
  const counts = new Map<string, number>();
  for (const { dependencies } of index.packages)
    for (const name of new Set(dependencies.map((each) => each.name)))
      counts.set(name, (counts.get(name) ?? 0) + 1);
  known.set(index, counts);
  return counts;
}
