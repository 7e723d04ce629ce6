import {
  familyOf,
  openIndex,
  writeIndex,
  type FingerprintIndex,
  type PackageFacts,
  type PublishedCode,
} from '../../fingerprints/index.js';
import { nextToTry, versionsInRange } from './versions-to-try.js';

/** Published code that is fetched for one bundle. */
export interface FetchedCode {
  /** Whether a version in the range was compared with, or is about to be. */
  has(name: string, range: string): boolean;
  /** Fetches versions that are not there yet. */
  add(name: string, versions: readonly string[]): Promise<readonly PackageFacts[]>;
  /** Fetches the next version to try of those in a range. */
  addNext(name: string, range: string): Promise<readonly PackageFacts[]>;
  /** An index of what was fetched since the last time; null when that is nothing. */
  takeIndex(): Promise<FingerprintIndex | null>;
}

/** @param base the index that the bundle is compared with anyway. */
export function fetchCode(base: FingerprintIndex, published: PublishedCode): FetchedCode {
  const tried = new Map<string, Set<string>>();
  // Versions of one package are compared by the same sample of their shapes.
  const samples = new Map<string, number>();
  for (const { name, versions, shapeSample } of base.packages) {
    tried.set(name, new Set([...(tried.get(name) ?? []), ...versions]));
    samples.set(name, Math.max(shapeSample, samples.get(name) ?? 1));
  }
  let fresh = new Map<string, PackageFacts[]>();

  async function versionsOf(name: string): Promise<readonly string[]> {
    return ((await published.releases(name)) ?? []).map(({ version }) => version);
  }
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
    has: (name, range) => versionsInRange([...(tried.get(name) ?? [])], range).length > 0,
    async addNext(name, range) {
      const fitting = versionsInRange(await versionsOf(name), range);
      return add(name, nextToTry(fitting, tried.get(name) ?? new Set(), 1));
    },
    async takeIndex() {
      const taken = [...fresh];
      fresh = new Map();
      if (taken.length === 0) return null;
      const packages = taken.map(async ([name, versions]) => ({
        name,
        family: familyOf(name),
        published: await versionsOf(name),
        versions,
        dependencies: new Map(),
        shapeSample: samples.get(name) ?? 1,
      }));
      return openIndex(writeIndex(await Promise.all(packages), 'fetched'));
    },
  };
}
