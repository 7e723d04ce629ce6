import { basename } from 'node:path';
import type { PublishedPackages, SignatureSet } from '../detectors/index.js';
import { openByteSource, type Limits, type Origin } from '../files/index.js';
import { distinctProblems, type ArtifactKind, type Finding, type Inventory } from '../model/index.js';
import { publishedPackages, type VerifyOptions } from './published-packages.js';
import { withFileHashes } from './file-hashes.js';
import { lostThrough } from './lost-artifact.js';
import { identityOfBytes, identityOfDirectory, identityOfFile, type Identity } from './identity.js';
import { cacheFileOf, readCached, writeCached } from './analysis-cache.js';

/** One artifact to analyse; crosses the thread border, so plain data only. */
export interface ArtifactJob {
  readonly hostPath: string;
  readonly isDirectory: boolean;
  readonly kind: ArtifactKind;
  readonly extraFiles: ReadonlyMap<string, string>;
  readonly limits: Limits;
  readonly signatures: SignatureSet;
  /** How to compare packages with what was published, null not to. What comes of it is not stored: it is not the bytes' alone. */
  readonly verify: VerifyOptions | null;
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

function identityOf({ isDirectory, hostPath, extraFiles }: ArtifactJob): Promise<Identity> | Identity {
  return isDirectory ? identityOfDirectory(hostPath, extraFiles) : identityOfFile(hostPath);
}

/** Opens what is to be analysed. An archive's identity is taken of the very bytes: the file may have changed since. */
function openOrigin(job: ArtifactJob, known: Identity): { origin: Origin; identity: Identity } {
  const { hostPath, extraFiles } = job;
  const name = basename(hostPath);
  if (job.isDirectory) return { origin: { kind: 'directory', name, hostPath, extraFiles }, identity: known };
  const bytes = openByteSource(hostPath);
  return { origin: { kind: 'archive', name, bytes }, identity: identityOfBytes(bytes) };
}

/** Lends published packages to a piece of work. */
async function withPublished<T>(
  verify: VerifyOptions,
  limits: Limits,
  use: (published: PublishedPackages) => Promise<T>,
): Promise<T> {
  const [{ openRegistry }, { unpackPublished }] = await Promise.all([
    import('../registry/index.js'),
    import('../unpackers/index.js'),
  ]);
  const registry = await openRegistry(verify);
  try {
    return await use(publishedPackages(registry, { all: verify.all, limits, unpackPublished }));
  } finally {
    await registry.close();
  }
}

async function openAndAnalyse(origin: Origin, job: ArtifactJob): Promise<Analysis> {
  const { limits, signatures, kind, verify } = job;
  // Loaded late: a scan whose artifacts are all known needs none of them.
  const [{ unpack }, { takeInventory }, { detect }] = await Promise.all([
    import('../unpackers/index.js'),
    import('../inventory/index.js'),
    import('../detectors/index.js'),
  ]);
  const unpacked = await unpack(origin, limits);
  const inventory = await takeInventory(unpacked);
  const target = { tree: unpacked.tree, inventory, signatures, kind };
  const { findings, problems } = verify
    ? await withPublished(verify, limits, (published) => detect({ ...target, published }))
    : await detect(target);
  return {
    inventory: { ...inventory, problems: distinctProblems([...inventory.problems, ...problems]) },
    findings: await withFileHashes(findings, unpacked.tree),
  };
}

/** File of a job's stored result; null when it is not to be stored. */
function storedAt(job: ArtifactJob, { sha256 }: Identity): string | null {
  if (job.cache === null || job.verify !== null) return null;
  const { kind, hostPath, limits, signatures } = job;
  return cacheFileOf(job.cache, sha256, [kind, basename(hostPath), limits, signatures.version]);
}

async function analyse(job: ArtifactJob): Promise<AnalysedArtifact> {
  const known = await identityOf(job);
  const stored = storedAt(job, known);
  const cached = stored === null ? undefined : await readCached(stored);
  if (cached) return { ...known, ...cached };
  const { origin, identity } = openOrigin(job, known);
  const analysis = await openAndAnalyse(origin, job);
  const file = storedAt(job, identity);
  if (file !== null) await writeCached(file, analysis);
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
