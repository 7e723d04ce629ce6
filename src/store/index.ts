export * from './answers.js';
export * from './artifact-rows.js';
export * from './judgement-rows.js';
export { openSql } from './open-sql.js';
export * from './runs.js';
export type { Queries, Sql } from './sql.js';
export * from './survey-rows.js';
