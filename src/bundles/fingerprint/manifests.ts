import type { FingerprintIndex, IndexedPackage, PublishedCode } from '../../fingerprints/index.js';

/** What versions of a package ask for: version → name → range. Of a version that is not there it is not known. */
export type Manifests = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Says what of some versions of a package is known. */
export type ManifestSource = (name: string, versions: ReadonlySet<string>) => Promise<Manifests>;

function addRun(
  manifests: Map<string, Map<string, string>>,
  versions: readonly string[],
  [name, range]: readonly [string, string],
): void {
  for (const version of versions) manifests.get(version)?.set(name, range);
}

function readEntry(
  { published, versions: tested, dependencies }: IndexedPackage,
  versions: ReadonlySet<string>,
): Map<string, Map<string, string>> {
  const manifests = new Map([...versions].map((version): [string, Map<string, string>] => [version, new Map()]));
  for (const { name, range, runs } of dependencies)
    for (let at = 0; at < runs.length; at += 2)
      addRun(manifests, published.slice(runs[at], runs[at + 1]), [name, range]);
  // A version that asks for nothing and was not read may be one of which nothing is known.
  const isKnown = new Set(tested);
  return new Map([...manifests].filter(([version, asked]) => asked.size > 0 || isKnown.has(version)));
}

/** What an index knows of some versions. */
export function indexedManifests(
  { packages }: FingerprintIndex,
  name: string,
  versions: ReadonlySet<string>,
): Manifests {
  const entries = packages.filter((each) => each.name === name);
  return new Map(entries.flatMap((entry) => [...readEntry(entry, versions)]));
}

/** What is published, where that may be asked; else what the index knows. */
export function manifestSource(index: FingerprintIndex, published: PublishedCode | null): ManifestSource {
  return async (name, versions) => {
    const releases = (await published?.releases(name)) ?? [];
    const found = releases.filter(({ version }) => versions.has(version));
    return new Map([
      ...indexedManifests(index, name, versions),
      ...found.map(({ version, dependencies }): [string, ReadonlyMap<string, string>] => [
        version,
        dependencies,
      ]),
    ]);
  };
}
