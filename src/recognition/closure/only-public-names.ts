import type { FingerprintIndex } from '../index/fingerprint-index.js';
import type { PublishedCode } from '../facts/published-code.js';
import type { Candidate } from '../../model/index.js';

/** What is known beside the names themselves. */
interface Knowledge {
  readonly published: PublishedCode;
  readonly index: FingerprintIndex;
  readonly candidates: readonly Candidate[];
}

/**
 * Lends published code of those names only that an index or a lockfile knows to be public, that everybody knows, or that published
 * packages among them ask for: a name that stands in a bundle or beside it may be private, and is not given away.
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
    const askable = level.filter((name) => published.mayAsk(name));
    const releases = (await Promise.all(askable.map((name) => published.releases(name)))).flatMap(
      (found) => found ?? [],
    );
    const asked = new Set(releases.flatMap(({ dependencies }) => [...dependencies.keys()]));
    level = [...asked].filter((name) => open.has(name) && !known.has(name));
  }
  const mayAsk = (name: string): boolean => known.has(name) && published.mayAsk(name);
  return {
    mayAsk,
    isPopular: (name) => published.isPopular(name),
    hasBudget: () => published.hasBudget(),
    releases: (name) => (mayAsk(name) ? published.releases(name) : Promise.resolve(null)),
    facts: (name, version) => (mayAsk(name) ? published.facts(name, version) : Promise.resolve(null)),
  };
}
