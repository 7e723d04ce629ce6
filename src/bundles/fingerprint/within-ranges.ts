import type { PublishedCode, PublishedRelease } from '../../fingerprints/index.js';
import { importsOf } from './declared-children.js';
import type { Named } from './look-deeper.js';
import type { NamedCopy } from './name-copies.js';
import { isInRange } from './versions-to-try.js';

/** Ranges in which others ask for a package, in any version that they can be of; null when some of them are not known. */
type Wanted = Map<string, Set<string> | null>;

function addRanges(
  wanted: Wanted,
  name: string,
  asking: readonly (PublishedRelease['dependencies'] | undefined)[],
): void {
  const known = wanted.get(name) ?? new Set();
  if (asking.includes(undefined) || wanted.get(name) === null) {
    wanted.set(name, null);
    return;
  }
  for (const range of asking.flatMap((dependencies) => dependencies?.get(name) ?? [])) known.add(range);
  wanted.set(name, known);
}

/** What all copies ask for of what they import. */
async function wantedBy({ copies, recognised }: Named, published: PublishedCode): Promise<Wanted> {
  const wanted: Wanted = new Map();
  for (const copy of copies) {
    const imports = importsOf(copy, recognised);
    const releases = (await published.releases(copy.name)) ?? [];
    const byVersion = new Map(releases.map(({ version, dependencies }) => [version, dependencies]));
    const asking = copy.bracket.map((version) => byVersion.get(version));
    for (const name of imports) addRanges(wanted, name, asking);
  }
  return wanted;
}

/**
 * Leaves in brackets what installers could have chosen: versions in the ranges that other packages of the bundle ask for. A
 * copy whose likeliest version is in none of them was put there by somebody else.
 */
export async function withinRanges(named: Named, published: PublishedCode): Promise<Named> {
  const wanted = await wantedBy(named, published);
  const copies = named.copies.map((copy): NamedCopy => {
    const ranges = [...(wanted.get(copy.name) ?? [])];
    const isWanted = (version: string): boolean => ranges.some((range) => isInRange(version, range));
    const [likeliest] = copy.plausible;
    if (likeliest === undefined || !isWanted(likeliest)) return copy;
    return { ...copy, bracket: copy.bracket.filter(isWanted) };
  });
  return { ...named, copies };
}
