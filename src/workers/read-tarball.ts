import type { ReadTarball } from '../published/index.js';

/** See indexing/read-tarball.ts. Loaded late: a scan reads no tarballs. */
export async function readTarball(...job: Parameters<ReadTarball>): ReturnType<ReadTarball> {
  const indexing = await import('../published/index.js');
  return indexing.readTarball(...job);
}
