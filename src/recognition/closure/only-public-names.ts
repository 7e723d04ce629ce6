import type { FingerprintIndex } from '../index/fingerprint-index.js';
import type { PublishedCode } from '../facts/published-code.js';
import type { Candidate } from '../../model/index.js';

/** What decides whether a name is public. */
interface Knowledge {
  readonly published: PublishedCode;
  readonly index: FingerprintIndex;
  readonly candidates: readonly Candidate[];
}

/**
 * Limits published code to public names: those that an index, a lockfile or everybody knows, and those that published packages among
 * them require. Other names in a bundle or beside it may be private, and must not be sent.
 */
export async function onlyPublicNames(
  names: Iterable<string>,
  { published, index, candidates }: Knowledge,
): Promise<PublishedCode> {
  const open = new Set(names);
  const indexed = new Set(index.packages.map(({ name }) => name));
  const known = new Set(candidates.flatMap(({ name, isPublic }) => (isPublic ? [name] : [])));
  let level = [...open].filter(
    (name) =>
      indexed.has(name) || known.has(name) || index.listed(name) !== null || published.isPopular(name),
  );
  while (level.length > 0) {
    for (const name of level) known.add(name);
    const queryable = level.filter((name) => published.mayRequest(name));
    const releases = (await Promise.all(queryable.map((name) => published.releases(name)))).flatMap(
      (found) => found ?? [],
    );
    const required = new Set(releases.flatMap(({ dependencies }) => [...dependencies.keys()]));
    level = [...required].filter((name) => open.has(name) && !known.has(name));
  }
  const mayRequest = (name: string): boolean => known.has(name) && published.mayRequest(name);
  return {
    mayRequest,
    isPopular: (name) => published.isPopular(name),
    hasBudget: () => published.hasBudget(),
    releases: (name) => (mayRequest(name) ? published.releases(name) : Promise.resolve(null)),
    facts: (name, version) => (mayRequest(name) ? published.facts(name, version) : Promise.resolve(null)),
  };
}
