import { groupBy } from '../../model/index.js';
import { versionsOf } from '../recognised-copy.js';
import type { FingerprintIndex, IndexedListing } from '../index/fingerprint-index.js';
import type { PublishedCode } from '../facts/published-code.js';
import type { RecognisedCopy } from '../recognised-copy.js';

/** The requirements of a version: name → range. */
export type Manifest = ReadonlyMap<string, string>;

/** Package name → version → requirements. Versions that are absent have unknown requirements. */
export type Manifests = ReadonlyMap<string, ReadonlyMap<string, Manifest>>;

function addEntry(
  manifests: Map<string, Map<string, string>>,
  { published, dependencies }: IndexedListing,
  versions: ReadonlySet<string>,
): void {
  for (const version of published)
    if (versions.has(version) && !manifests.has(version)) manifests.set(version, new Map());
  for (const { name, range, runs } of dependencies)
    for (let at = 0; at < runs.length; at += 2)
      for (const version of published.slice(runs[at], runs[at + 1])) manifests.get(version)?.set(name, range);
}

/** The entries of an index, by name. */
const entriesByName = new WeakMap<FingerprintIndex, ReadonlyMap<string, readonly IndexedListing[]>>();

function entriesOf(index: FingerprintIndex, name: string): readonly IndexedListing[] {
  const known = entriesByName.get(index) ?? groupBy(index.packages, (entry) => [entry.name]);
  entriesByName.set(index, known);
  return known.get(name) ?? [];
}

/** The requirements of some versions of a package, as far as an index has them. */
export function indexedManifests(
  index: FingerprintIndex,
  name: string,
  versions: ReadonlySet<string>,
): Map<string, Manifest> {
  const manifests = new Map<string, Map<string, string>>();
  for (const entry of entriesOf(index, name)) addEntry(manifests, entry, versions);
  const listed = index.listed(name);
  if (listed) addEntry(manifests, listed, versions);
  return manifests;
}

/** The requirements of all candidate versions of copies: from the registry where it was queried, else from the index. */
export async function manifestsOf(
  copies: readonly RecognisedCopy[],
  index: FingerprintIndex,
  published: PublishedCode | null,
): Promise<Manifests> {
  const versions = new Map<string, Set<string>>();
  for (const copy of copies)
    versions.set(copy.name, new Set([...(versions.get(copy.name) ?? []), ...versionsOf(copy)]));
  const manifests = [...versions].map(async ([name, own]): Promise<[string, Map<string, Manifest>]> => {
    const known = indexedManifests(index, name, own);
    for (const { version, dependencies } of (await published?.releases(name)) ?? [])
      if (own.has(version)) known.set(version, dependencies);
    return [name, known];
  });
  return new Map(await Promise.all(manifests));
}
