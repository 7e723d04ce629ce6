import type { Advisory } from '../../model/index.js';

/**
 * Advisories that name each other or a common alias, transitively, in one group each, in the order given. They are the
 * same flaw to a reader, but their ranges differ: each is still matched on its own.
 */
export function groupByAlias(advisories: readonly Advisory[]): readonly (readonly Advisory[])[] {
  const groupOf = new Map<string, Advisory[]>();
  for (const advisory of advisories) {
    const names = [advisory.id, ...advisory.aliases];
    const joined = new Set(names.flatMap((name) => groupOf.get(name) ?? []));
    const members = [...joined, advisory];
    // Every name of every member leads to the one new group.
    for (const name of members.flatMap(({ id, aliases }) => [id, ...aliases])) groupOf.set(name, members);
  }
  return [...new Set(groupOf.values())];
}

/** In order of preference: GHSA pages have the most details, CVE ids are the best known. */
const PREFERRED = ['GHSA-', 'MAL-', 'CVE-'];

function rankOf(id: string): number {
  const rank = PREFERRED.findIndex((prefix) => id.startsWith(prefix));
  return rank === -1 ? PREFERRED.length : rank;
}

/** Orders ids best known first, then by code units. */
export function byRenown(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || (a < b ? -1 : Number(a > b));
}

/**
 * The id that stands for advisories: the best known of theirs, or of their aliases where those have a better known kind.
 * @param others ids of records that are not meant, although they are aliases.
 */
export function bestIdOf(advisories: readonly Advisory[], others: ReadonlySet<string>): string {
  const own = advisories.map(({ id }) => id).sort(byRenown);
  const adopted = advisories.flatMap(({ aliases }) => aliases).filter((alias) => !others.has(alias));
  const [best = ''] = [...own, ...adopted.sort(byRenown)].sort((a, b) => rankOf(a) - rankOf(b));
  return best;
}
