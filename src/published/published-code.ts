import type { PackageFacts, PublishedCode } from '../recognition/index.js';
import type { Release } from './releases.js';
import { factsOf, type FactsSource } from './published-facts.js';

/** Why something is missing: unavailable now, or beyond the limit of time or tarballs for a bundle. */
export type Gap = 'unavailable' | 'late' | 'spent';

/** The limits of requests for one bundle. */
export interface FetchLimits {
  /** Whether a name may be sent to a registry. */
  readonly mayRequest: (name: string) => boolean;
  /** Whether a name is public. */
  readonly isPopular?: (name: string) => boolean;
  /** Tarballs that are read. */
  readonly maxTarballs: number;
  /** Wall time after which no new request starts. */
  readonly maxMillis: number;
  /** Called when something was unavailable now, or beyond these limits. */
  readonly onGap?: (gap: Gap) => void;
  /** Called for every request, and again for its answer. */
  readonly onFetch?: (step: FetchStep) => void;
}

/** A package was requested, or answered: downloaded, found in the cache or unavailable. */
export type FetchStep = 'requested' | 'answered';

async function listReleases(
  name: string,
  { registry }: FactsSource,
  onGap: (gap: Gap) => void,
): Promise<ReadonlyMap<string, Release> | null> {
  const answer = await registry.releases(name);
  if (answer.state === 'unavailable') onGap('unavailable');
  return answer.state === 'found'
    ? new Map(answer.releases.map((release) => [release.version, release]))
    : null;
}

/** Downloads the code of published packages, up to the given numbers of tarballs and milliseconds. It sends each request once. */
export function publishedCode(
  source: FactsSource,
  {
    mayRequest,
    isPopular = () => false,
    maxTarballs,
    maxMillis,
    onFetch = () => undefined,
    onGap = () => undefined,
  }: FetchLimits,
): PublishedCode {
  const endsAt = Date.now() + maxMillis;
  const listed = new Map<string, Promise<ReadonlyMap<string, Release> | null>>();
  const requests = new Map<string, Promise<PackageFacts | null>>();
  function hasBudget(): boolean {
    // Tarballs come first: without them, more time would not help another scan.
    const gap: Gap | null = requests.size >= maxTarballs ? 'spent' : Date.now() >= endsAt ? 'late' : null;
    if (gap) onGap(gap);
    return gap === null;
  }
  function releasesOf(name: string): Promise<ReadonlyMap<string, Release> | null> {
    const known =
      listed.get(name) ?? (mayRequest(name) ? listReleases(name, source, onGap) : Promise.resolve(null));
    listed.set(name, known);
    return known;
  }
  async function read(name: string, version: string): Promise<PackageFacts | null> {
    const release = (await releasesOf(name))?.get(version);
    const answer = release && (await factsOf(name, release, source));
    if (answer?.state === 'unavailable') onGap('unavailable');
    return answer?.state === 'found' ? answer.facts : null;
  }
  return {
    hasBudget,
    mayRequest,
    isPopular,
    async releases(name) {
      const found = await releasesOf(name);
      return found && [...found.values()];
    },
    facts(name, version) {
      const key = `${name}@${version}`;
      const known = requests.get(key);
      if (known || !mayRequest(name) || !hasBudget()) return known ?? Promise.resolve(null);
      onFetch('requested');
      const facts = read(name, version).finally(() => onFetch('answered'));
      requests.set(key, facts);
      return facts;
    },
  };
}
