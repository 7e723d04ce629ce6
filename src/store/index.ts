export {
  acceptedGapsOf,
  countFindings,
  countFunctions,
  countUnsure,
  findingsIn,
  incompleteReasonsOf,
  isFailing,
  type FindingAnswer,
  type SeverityCount,
} from './answers.js';
export * from './artifact-rows.js';
export { countUnread, holdersOf, namesLike, versionsOf, type HolderRow } from './mount-history.js';
export * from './judgement-rows.js';
export * from './notices.js';
export * from './permission-rows.js';
export { isServer, noEndedSweep, openForPlan, openSql, openStored, openToChange } from './open-sql.js';
export { isLocked } from './postgres-locks.js';
export * from './queue.js';
export * from './queued-work.js';
export { requirePackage } from './require-package.js';
export * from './run-answers.js';
export * from './runs.js';
export * from './source-rows.js';
export type { Queries, Sql } from './sql.js';
export * from './region-rows.js';
export * from './survey-rows.js';
export * from './wanted-rows.js';
