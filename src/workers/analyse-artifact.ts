import { basename } from 'node:path';
import type { SignatureSet } from '../detectors/index.js';
import { openByteSource, type Limits, type Origin } from '../files/index.js';
import { distinctProblems, type ArtifactKind, type Finding, type Inventory } from '../model/index.js';
import { lostThrough } from './lost-artifact.js';
import { identityOfBytes, identityOfDirectory, type Identity } from './identity.js';
import { cacheFileOf, readCached, writeCached } from './analysis-cache.js';

/** One artifact to analyse; crosses the thread border, so plain data only. */
export interface ArtifactJob {
  readonly hostPath: string;
  readonly isDirectory: boolean;
  readonly kind: ArtifactKind;
  readonly extraFiles: ReadonlyMap<string, string>;
  readonly limits: Limits;
  readonly signatures: SignatureSet;
  /** Folder of stored results, null to do without. */
  readonly cache: string | null;
}

/** What an artifact is, holds, and what is wrong with it without looking at advisories. */
export interface Analysis {
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
}

/** What came of one artifact. */
export interface AnalysedArtifact extends Analysis {
  /** Hex; null when it could not be read. */
  readonly sha256: string | null;
  /** Bytes as packed. */
  readonly size: number;
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

async function openAndAnalyse(origin: Origin, { limits, signatures, kind }: ArtifactJob): Promise<Analysis> {
  // Loaded late: a scan whose artifacts are all known needs none of them.
  const [{ unpack }, { takeInventory }, { detect }] = await Promise.all([
    import('../unpackers/index.js'),
    import('../inventory/index.js'),
    import('../detectors/index.js'),
  ]);
  const unpacked = await unpack(origin, limits);
  const inventory = await takeInventory(unpacked);
  const { findings, problems } = await detect({ tree: unpacked.tree, inventory, signatures, kind });
  return {
    inventory: { ...inventory, problems: distinctProblems([...inventory.problems, ...problems]) },
    findings,
  };
}

async function analyse(job: ArtifactJob): Promise<AnalysedArtifact> {
  const { origin, identity } = await openOrigin(job);
  const file =
    job.cache &&
    cacheFileOf(job.cache, identity.sha256, [job.kind, origin.name, job.limits, job.signatures.version]);
  const cached = file ? await readCached(file) : undefined;
  if (cached) return { ...identity, ...cached };
  const analysis = await openAndAnalyse(origin, job);
  if (file) await writeCached(file, analysis);
  return { ...identity, ...analysis };
}

/** Analyses an artifact, or finds it done before for the same bytes. Errors become problems here: their codes do not survive the way to another thread. */
export async function analyseArtifact(job: ArtifactJob): Promise<AnalysedArtifact> {
  try {
    return await analyse(job);
  } catch (error) {
    return lostThrough(error);
  }
}
