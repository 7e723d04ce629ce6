// The fixed samples: a seed orders the members of a set by hash, and the first ones are taken.
import { createHash } from 'node:crypto';

const rankOf = (seed, id) => createHash('sha256').update(`${seed} ${id}`).digest('hex');

/**
 * @template T
 * @param {readonly T[]} items
 * @param {{ seed: number, count: number, idOf: (item: T) => string, groupOf?: (item: T) => string }} options groupOf: each
 *   group has its share of the sample
 * @returns {T[]} in the order of their ids
 */
export function sampleOf(items, { seed, count, idOf, groupOf = () => '' }) {
  const share = Math.min(1, count / items.length);
  const byId = (a, b) => (idOf(a) < idOf(b) ? -1 : 1);
  const groups = new Map();
  for (const item of items) groups.set(groupOf(item), [...(groups.get(groupOf(item)) ?? []), item]);
  return [...groups.values()]
    .flatMap((group) =>
      group
        .map((item) => ({ item, rank: rankOf(seed, idOf(item)) }))
        .toSorted((a, b) => (a.rank < b.rank ? -1 : 1))
        .slice(0, Math.ceil(group.length * share))
        .map(({ item }) => item),
    )
    .toSorted(byId);
}
