import { basename } from 'node:path';
import { openByteSource, type Limits, type Origin } from '../files/index.js';
import type { ArtifactKind, Inventory } from '../model/index.js';
import { identityOfBytes, identityOfDirectory, type Identity } from './identity.js';
import { cacheFileOf, readCached, writeCached } from './inventory-cache.js';

/** One artifact to analyse; crosses the thread border, so plain data only. */
export interface ArtifactJob {
  readonly hostPath: string;
  readonly isDirectory: boolean;
  readonly kind: ArtifactKind;
  readonly extraFiles: ReadonlyMap<string, string>;
  readonly limits: Limits;
  /** Folder of stored results, null to do without. */
  readonly cache: string | null;
}

export interface ArtifactResult extends Identity {
  readonly inventory: Inventory;
}

async function openOrigin(job: ArtifactJob): Promise<{ origin: Origin; identity: Identity }> {
  const name = basename(job.hostPath);
  if (job.isDirectory) {
    const { hostPath, extraFiles } = job;
    const identity = await identityOfDirectory(hostPath, extraFiles);
    return { origin: { kind: 'directory', name, hostPath, extraFiles }, identity };
  }
  const bytes = openByteSource(job.hostPath);
  return { origin: { kind: 'archive', name, bytes }, identity: identityOfBytes(bytes) };
}

/** Opens an artifact and takes its inventory, or finds both done before for the same bytes. */
export async function analyseArtifact(job: ArtifactJob): Promise<ArtifactResult> {
  const { origin, identity } = await openOrigin(job);
  const file = job.cache && cacheFileOf(job.cache, identity.sha256, [job.kind, origin.name, job.limits]);
  const cached = file ? await readCached(file) : undefined;
  if (cached) return { ...identity, inventory: cached };
  // Loaded late: a scan whose artifacts are all known needs neither.
  const [{ unpack }, { takeInventory }] = await Promise.all([
    import('../unpackers/index.js'),
    import('../inventory/index.js'),
  ]);
  const inventory = await takeInventory(await unpack(origin, job.limits));
  if (file) await writeCached(file, inventory);
  return { ...identity, inventory };
}
