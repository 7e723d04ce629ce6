import type { PackageFacts, PublishedCode } from '../recognition/index.js';
import type { Release } from './releases.js';
import { factsOf, type FactsSource } from './published-facts.js';

/** Why something is missing: it was not to be had now, or the time or the tarballs that a bundle may cost are spent. */
export type Gap = 'unavailable' | 'late' | 'spent';

/** What may be asked for, and spent, for one bundle. */
export interface LendingLimits {
  /** Whether a registry may be told a name. */
  readonly mayAsk: (name: string) => boolean;
  /** Whether everybody knows a name. */
  readonly isPopular?: (name: string) => boolean;
  /** Tarballs that are read. */
  readonly maxTarballs: number;
  /** Wall time after which nothing new is asked for. */
  readonly maxMillis: number;
  /** Told when something was not to be had now, or not any more within these limits. */
  readonly onGap?: (gap: Gap) => void;
  /** Told of every package that is asked for, then that it is answered. */
  readonly onFetch?: (step: FetchStep) => void;
}

/** A package was asked for, or answered: fetched, found in the cache or not to be had. */
export type FetchStep = 'asked' | 'answered';

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

/** Lends published code while there is budget for it: what was asked for once is not asked for again. */
export function publishedCode(
  source: FactsSource,
  {
    mayAsk,
    isPopular = () => false,
    maxTarballs,
    maxMillis,
    onFetch = () => undefined,
    onGap = () => undefined,
  }: LendingLimits,
): PublishedCode {
  const endsAt = Date.now() + maxMillis;
  const listed = new Map<string, Promise<ReadonlyMap<string, Release> | null>>();
  const asked = new Map<string, Promise<PackageFacts | null>>();
  function hasBudget(): boolean {
    // Tarballs come first: without them another scan has no use of more time.
    const gap: Gap | null = asked.size >= maxTarballs ? 'spent' : Date.now() >= endsAt ? 'late' : null;
    if (gap) onGap(gap);
    return gap === null;
  }
  function releasesOf(name: string): Promise<ReadonlyMap<string, Release> | null> {
    const known =
      listed.get(name) ?? (mayAsk(name) ? listReleases(name, source, onGap) : Promise.resolve(null));
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
    mayAsk,
    isPopular,
    async releases(name) {
      const found = await releasesOf(name);
      return found && [...found.values()];
    },
    facts(name, version) {
      const key = `${name}@${version}`;
      const known = asked.get(key);
      if (known || !mayAsk(name) || !hasBudget()) return known ?? Promise.resolve(null);
      onFetch('asked');
      const facts = read(name, version).finally(() => onFetch('answered'));
      asked.set(key, facts);
      return facts;
    },
  };
}
