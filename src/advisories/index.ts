import type { UpdateOptions, UpdateOutcome } from './update-database.js';

export { describeAffected, fixVersionsOf } from './describe-affected.js';
export { daysSince } from './index-sources.js';
export { matchPackages } from './match.js';
export { highestScoreOf } from './cvss.js';
export { inspectDatabase, type DatabasePart } from './status.js';
export { openAdvisories, STARTER_FOLDER, type AdvisoryStore, type StoreOptions } from './store.js';
export type { UpdateOptions, UpdateOutcome } from './update-database.js';
export { DEFAULT_FEEDS } from './feeds.js';

/** See update-database.ts. Loaded late: a scan needs neither the network nor the reader of exports. */
export async function updateDatabase(options: UpdateOptions): Promise<readonly UpdateOutcome[]> {
  return (await import('./update-database.js')).updateDatabase(options);
}
