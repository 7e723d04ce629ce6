export type { AnalysedArtifact, ArtifactJob } from './artifact-analysis.js';
export { openArtifactPool, type ArtifactPool, type PoolOptions } from './artifact-pool.js';
export { fingerprintSet, type FingerprintOptions, type FingerprintSet } from './fingerprint-source.js';
export { DEFAULT_INDEX_FILE, openIndexFile, writeIndexFile } from './index-file.js';
export {
  openReleaseStoreFile,
  readReleaseStoreHead,
  RELEASE_STORE_FILE,
  writeReleaseStoreFile,
} from './release-store-file.js';
export type { ClosureOptions } from './published-code.js';
export type { VerifyOptions } from './published-packages.js';
export { ANALYSER_VERSION, cacheStatus, pruneCache, type CacheStatus } from './analysis-cache.js';
export { openTarballPool, type TarballPool } from './tarball-pool.js';
export { resolveNpmTreeInThread } from './tree-thread.js';
