import { forkGroupOf } from '../index/fork-group.js';
import { openIndex } from '../index/open-index.js';
import { writeIndex } from '../index/write-index.js';
import type { FingerprintIndex } from '../index/fingerprint-index.js';
import type { PackageFacts } from '../facts/package-facts.js';
import type { PublishedCode } from '../facts/published-code.js';
import type { LockedVersions } from '../candidates/locked-versions.js';
import { nextToTry, versionsInRange } from '../likelihood/versions-to-try.js';

/** Fetches published code for one bundle. */
export interface FetchedCode {
  /** Whether a version in the range was or will be compared. */
  has(name: string, range: string): boolean;
  /** Fetches the versions that were not fetched before. */
  add(name: string, versions: readonly string[]): Promise<readonly PackageFacts[]>;
  /** Fetches the next version to try in a range, or all locked versions. */
  addNext(name: string, range: string): Promise<readonly PackageFacts[]>;
  /** An index of the code fetched since the last call; null if nothing was fetched. */
  takeIndex(): Promise<FingerprintIndex | null>;
}

type VersionLister = (name: string) => Promise<readonly string[]>;

/** An index of facts, for use beside another index: it keeps the same sample of each package's shapes. */
async function indexOf(
  facts: ReadonlyMap<string, readonly PackageFacts[]>,
  versionsOf: VersionLister,
  base: FingerprintIndex,
): Promise<FingerprintIndex> {
  const samples = new Map(base.packages.map(({ name, shapeSample }) => [name, shapeSample]));
  const packages = [...facts].map(async ([name, versions]) => ({
    name,
    forkGroup: forkGroupOf(name),
    published: await versionsOf(name),
    versions,
    dependencies: new Map(),
    shapeSample: samples.get(name) ?? 1,
  }));
  return openIndex(writeIndex(await Promise.all(packages), 'fetched', { beside: base }));
}

function versionsIn({ packages }: FingerprintIndex): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { name, versions } of packages)
    found.set(name, new Set([...(found.get(name) ?? []), ...versions]));
  return found;
}

/**
 * @param base the index that the bundle is compared with anyway.
 * @param locked versions to try instead of all in a range.
 */
export function fetchCode(
  base: FingerprintIndex,
  published: PublishedCode,
  locked: LockedVersions,
): FetchedCode {
  const tried = versionsIn(base);
  let fresh = new Map<string, PackageFacts[]>();
  const versionsOf: VersionLister = async (name) =>
    ((await published.releases(name)) ?? []).map(({ version }) => version);

  async function add(name: string, versions: readonly string[]): Promise<readonly PackageFacts[]> {
    const known = tried.get(name) ?? new Set();
    tried.set(name, known);
    const wanted = versions.filter((version) => !known.has(version));
    for (const version of wanted) known.add(version);
    const facts = await Promise.all(wanted.map((version) => published.facts(name, version)));
    const found = facts.filter((each) => each !== null);
    if (found.length > 0) fresh.set(name, [...(fresh.get(name) ?? []), ...found]);
    return found;
  }
  return {
    add,
    has: (name, range) =>
      !locked.has(name) && versionsInRange([...(tried.get(name) ?? [])], range).length > 0,
    async addNext(name, range) {
      const known = locked.get(name);
      if (known) return add(name, [...known.keys()]);
      const fitting = versionsInRange(await versionsOf(name), range);
      return add(name, nextToTry(fitting, tried.get(name) ?? new Set(), 1));
    },
    async takeIndex() {
      const taken = fresh;
      fresh = new Map();
      return taken.size === 0 ? null : indexOf(taken, versionsOf, base);
    },
  };
}
