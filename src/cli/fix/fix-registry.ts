import { join } from 'node:path';
import type { PublishedVersions } from '../../remediation/index.js';
import { npmConfigHere } from '../../network/index.js';
import { openRegistry } from '../../published/index.js';

const REQUESTS = 8;
const MAX_MILLIS = 2 * 60_000;

/** What registries list, as npm is configured here. */
export interface QueriedRegistry {
  readonly published: PublishedVersions;
  /** Names whose published versions are unknown, with the reason. */
  readonly unanswered: ReadonlyMap<string, string>;
  close(): Promise<void>;
}

/** @param cache folder of stored results; null: nothing is kept. */
export async function queryRegistry(cache: string | null): Promise<QueriedRegistry> {
  const registry = await openRegistry({
    cacheDir: cache === null ? null : join(cache, 'registry'),
    offline: false,
    concurrency: REQUESTS,
    npmConfig: npmConfigHere(process.cwd()),
    maxMillis: MAX_MILLIS,
  });
  const queries = new Map<string, ReturnType<PublishedVersions>>();
  const unanswered = new Map<string, string>();
  async function releasesOf(name: string): ReturnType<PublishedVersions> {
    const answer = await registry.releases(name);
    if (answer.state === 'found') return answer.releases;
    unanswered.set(name, answer.state === 'unknown' ? 'it is not published' : answer.reason);
    return null;
  }
  return {
    unanswered,
    published(name) {
      const answer = queries.get(name) ?? releasesOf(name);
      queries.set(name, answer);
      return answer;
    },
    close: () => registry.close(),
  };
}
