import { beat, countBeats } from '../files/index.js';
import type { ReadTarball } from '../published/index.js';

/** A tarball to read, and where signs of progress are counted. */
export type WatchedTarball = Parameters<ReadTarball>[0] & { readonly beats: SharedArrayBuffer };

/** See indexing/read-tarball.ts. Loaded late: a scan reads no tarballs. */
export async function readTarball({ beats, ...job }: WatchedTarball): ReturnType<ReadTarball> {
  countBeats(beats);
  beat();
  try {
    const indexing = await import('../published/index.js');
    return await indexing.readTarball(job);
  } finally {
    countBeats(null);
  }
}
