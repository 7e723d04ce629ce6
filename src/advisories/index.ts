import type { Advisory } from '../model/index.js';
import type { matchInventory, matchPackages } from './match/match.js';
import type { UpdateOptions, UpdateOutcome } from './feed/update-database.js';

export { ecosystemsIn } from './index/advisory-index.js';
export { describeAdvisories } from './match/describe-advisories.js';
export { describeAffected, fixVersionsOf } from './match/describe-affected.js';
export { daysSince } from './index/index-sources.js';
export { inspectDatabase, type DatabasePart } from './status.js';
export { openAdvisories, STARTER_FOLDER, type AdvisoryStore, type StoreOptions } from './store.js';
export type { UpdateOptions, UpdateOutcome } from './feed/update-database.js';
export type { UpdateinfoSource } from './feed/update-from-updateinfo.js';
export { DEFAULT_FEEDS } from './feed/feeds.js';

/** See update-database.ts. Loaded late: a scan needs neither the network nor the reader of exports. */
export async function updateDatabase(options: UpdateOptions): Promise<readonly UpdateOutcome[]> {
  return (await import('./feed/update-database.js')).updateDatabase(options);
}

/** See match.ts. */
export interface Matching {
  readonly matchPackages: typeof matchPackages;
  readonly matchInventory: typeof matchInventory;
}

/** See match.ts. Loaded late: the CVSS library loads slowly, and a scan first waits for its artifacts. */
export function loadMatching(): Promise<Matching> {
  return import('./match/match.js');
}

/** See match.ts. */
export async function headingOf(
  record: readonly [Advisory, ...Advisory[]],
): Promise<{ readonly title: string; readonly page: string }> {
  return (await import('./match/match.js')).headingOf(record);
}

/** See cvss.ts. */
export async function highestScoreOf(vectors: readonly string[]): Promise<number | null> {
  return (await import('./match/cvss.js')).highestScoreOf(vectors);
}
