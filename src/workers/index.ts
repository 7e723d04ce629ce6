export type { ArtifactJob } from './analyse-artifact.js';
export { openArtifactPool, type AnalysedArtifact, type ArtifactPool } from './artifact-pool.js';
export { cacheStatus, pruneCache, type CacheStatus } from './analysis-cache.js';
