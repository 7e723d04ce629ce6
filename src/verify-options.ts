import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Limits } from './files/index.js';
import { npmConfigHere, pipConfigHere } from './network/index.js';
import type { RegistryOptions } from './published/index.js';
import type { ScanOptions } from './scan-options.js';
import type { ClosureOptions, VerifyOptions } from './workers/index.js';

/** Time for one artifact's downloads, on top of that for its analysis; and what the last request may take beyond it. */
const DOWNLOAD_MILLIS = 10 * 60_000;
const LAST_REQUEST_MILLIS = 2 * 60_000;
/** Requests at once, over all artifacts. */
const REQUESTS = 12;

/** How packages are compared with their published versions; null when the scan does not compare. */
export function verifyOptionsOf(options: ScanOptions): VerifyOptions | null {
  const { verify } = options;
  if (verify === undefined) return null;
  return { ...registryOptionsOf(options), pipConfig: pipConfigHere(), all: verify === 'all' };
}

/** How the dependencies of bundled packages are fetched; null when the scan does not fetch them. */
export function closureOptionsOf(options: ScanOptions): ClosureOptions | null {
  const { closure = false, cache = null, sboms = [], now = new Date() } = options;
  const stored = { factsFolder: cache, now: now.toISOString() };
  if (closure) return { ...registryOptionsOf(options), ...stored };
  // Components of an SBOM are looked up only where that reveals them to no third party.
  if (sboms.length === 0 || cache === null) return null;
  return { ...registryOptionsOf({ ...options, offline: true }), ...stored, isOnlyCached: true };
}

/** How published packages are reached. */
function registryOptionsOf(options: ScanOptions): RegistryOptions {
  const { cache, offline = false, cwd = process.cwd(), jobs = availableParallelism() } = options;
  return {
    cacheDir: cache ? join(cache, 'registry') : null,
    offline,
    concurrency: Math.max(1, Math.floor(REQUESTS / jobs)),
    npmConfig: npmConfigHere(cwd),
    maxMillis: DOWNLOAD_MILLIS,
  };
}

/** The limits of an artifact that also waits for downloads. */
export function withDownloadTime(limits: Limits): Limits {
  return { ...limits, maxMillis: limits.maxMillis + DOWNLOAD_MILLIS + LAST_REQUEST_MILLIS };
}
