import type { PublishedCode } from '../../fingerprints/index.js';
import { importsOf } from './declared-children.js';
import type { Named } from './look-deeper.js';
import type { NamedCopy } from './name-copies.js';
import { isInRange } from './versions-to-try.js';

/** Ranges in which others ask for a package, in any version that they can be of; null when some of them are not known. */
type Wanted = Map<string, Set<string> | null>;

/** Adds what one copy asks for. */
async function addWanted(
  wanted: Wanted,
  copy: NamedCopy,
  imports: ReadonlySet<string>,
  published: PublishedCode,
) {
  const releases = (await published.releases(copy.name)) ?? [];
  const byVersion = new Map(releases.map(({ version, dependencies }) => [version, dependencies]));
  for (const version of copy.bracket) {
    const dependencies = byVersion.get(version);
    for (const name of imports) {
      const known = wanted.get(name);
      if (!dependencies || known === null) wanted.set(name, null);
      else {
        const range = dependencies.get(name);
        if (range !== undefined) wanted.set(name, (known ?? new Set()).add(range));
      }
    }
  }
}

/**
 * Leaves in brackets what installers could have chosen: versions in the ranges that other packages of the bundle ask for. A
 * copy whose likeliest version is in none of them was put there by somebody else.
 */
export async function withinRanges(named: Named, published: PublishedCode): Promise<Named> {
  const wanted: Wanted = new Map();
  for (const copy of named.copies)
    await addWanted(wanted, copy, importsOf(copy, named.recognised), published);
  const copies = named.copies.map((copy): NamedCopy => {
    const ranges = [...(wanted.get(copy.name) ?? [])];
    const isWanted = (version: string): boolean => ranges.some((range) => isInRange(version, range));
    const [likeliest] = copy.plausible;
    if (likeliest === undefined || !isWanted(likeliest)) return copy;
    return { ...copy, bracket: copy.bracket.filter(isWanted) };
  });
  return { ...named, copies };
}
