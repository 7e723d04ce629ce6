export * from './answers.js';
export * from './artifact-rows.js';
export { countUnread, holdersOf, versionsOf, type HolderRow } from './holdings.js';
export * from './judgement-rows.js';
export { isServer, openSql } from './open-sql.js';
export * from './queue.js';
export * from './runs.js';
export type { Queries, Sql } from './sql.js';
export * from './survey-rows.js';
