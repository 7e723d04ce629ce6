import type { FingerprintIndex } from '../index/fingerprint-index.js';
import type { PublishedCode } from '../facts/published-code.js';
import { versionsInRange } from '../likelihood/versions-to-try.js';

/** Package name → every known published version, ascending, without pre-releases. */
export type PublishedVersions = ReadonlyMap<string, readonly string[]>;

async function versionsOf(
  name: string,
  index: FingerprintIndex,
  published: PublishedCode | null,
): Promise<readonly string[]> {
  const releases = published?.mayRequest(name) ? await published.releases(name) : null;
  if (releases) return releases.map(({ version }) => version);
  const indexed = index.packages.filter((each) => each.name === name).flatMap((each) => each.published);
  return [...indexed, ...(index.listed(name)?.published ?? [])];
}

/** Published versions from the registry where it may be queried, else from the index. */
export async function publishedVersions(
  names: Iterable<string>,
  index: FingerprintIndex,
  published: PublishedCode | null,
): Promise<PublishedVersions> {
  const entries = [...new Set(names)].map(async (name) => {
    return [name, versionsInRange(await versionsOf(name, index, published), '*')] as const;
  });
  return new Map(await Promise.all(entries));
}
