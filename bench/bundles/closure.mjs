// A scan that may send requests to the registry: its cost the first time, and with a warm cache.
import { existsSync, readdirSync } from 'node:fs';
import { closureFolder } from './folders.mjs';

/** Tarballs that were read so far: each leaves its facts in the cache. */
function countTarballs(folder) {
  if (!existsSync(folder)) return 0;
  return readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.facts')).length;
}

/**
 * The caches are an application's: where another bundle of it was scanned before, the first scan is not cold.
 * @param {(options: object) => Promise<{ report: object, seconds: number }>} timedScan
 * @returns {Promise<{ report: object, seconds: number, warmSeconds: number, cold: boolean, tarballs: number }>} the first scan;
 *   tarballs: that it had to read
 */
export async function scanWithClosure(timedScan, { bundle, options }) {
  const cache = closureFolder(bundle.app);
  const before = countTarballs(cache);
  const withClosure = { ...options, closure: true, cache };
  const first = await timedScan(withClosure);
  const tarballs = countTarballs(cache) - before;
  const { seconds: warmSeconds } = await timedScan(withClosure);
  return { ...first, warmSeconds, cold: before === 0, tarballs };
}
