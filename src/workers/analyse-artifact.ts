import type { ArtifactJob, ArtifactContents, AnalysedArtifact } from './artifact-analysis.js';
import { basename } from 'node:path';
import type { PublishedPackages, PublishedWheels } from '../detectors/index.js';
import {
  beat,
  bytesInMemory,
  countBeats,
  openByteSource,
  openHostFolder,
  type FileTree,
  type Limits,
  type Origin,
} from '../files/index.js';
import {
  distinctKinds,
  distinctProblems,
  type FindingKind,
  type Inventory,
  type Problem,
} from '../model/index.js';
import {
  fingerprintSource,
  licenseSource,
  ownNames,
  classSource,
  releaseSource,
} from './fingerprint-source.js';
import { closureKey, codeProvider, NOTHING_FETCHED, type FetchOutcome } from './published-code.js';
import type { Unpacked } from '../unpackers/index.js';
import type { VerifyOptions } from './published-packages.js';
import { withFileHashes } from './file-hashes.js';
import { helperAt, type Helper } from './helping-thread.js';
import { loadAnalysis } from './load-analysis.js';
import { lostThrough } from './lost-artifact.js';
import { identityOf, isIntact, type Identity } from './identity.js';
import { keepSubjects } from './kept-subjects.js';
import { cacheFileOf, readCached, writeCached } from './analysis-cache.js';

function nameOf({ hostPath, inline }: ArtifactJob): string {
  return inline?.fileName ?? basename(hostPath);
}

function openOrigin(job: ArtifactJob): Origin {
  const { hostPath, inline } = job;
  const name = nameOf(job);
  if (inline) return { kind: 'archive', name, bytes: bytesInMemory(Buffer.from(inline.text)) };
  if (job.isDirectory) return { kind: 'directory', name, folder: openHostFolder(hostPath, job) };
  return { kind: 'archive', name, bytes: openByteSource(hostPath) };
}

/** Provides published packages for a piece of work. */
async function withPublished<T>(
  verify: VerifyOptions,
  limits: Limits,
  use: (published: { readonly published: PublishedPackages; readonly wheels: PublishedWheels }) => Promise<T>,
): Promise<T> {
  const [{ openPythonIndex, openRegistry }, { publishedPackages }, { publishedWheels }] = await Promise.all([
    import('../published/index.js'),
    import('./published-packages.js'),
    import('./published-wheels.js'),
  ]);
  const registry = await openRegistry(verify);
  try {
    const options = { all: verify.all, limits };
    return await use({
      published: publishedPackages(registry, options),
      wheels: publishedWheels(openPythonIndex(verify), options),
    });
  } finally {
    await registry.close();
  }
}

/** The result, and whether another run would give the same. */
interface Made<T> extends Pick<FetchOutcome, 'isWhole' | 'hasQueried'> {
  readonly made: T;
}

async function inventoryOf(unpacked: Unpacked, job: ArtifactJob): Promise<Made<Inventory>> {
  const { limits, fingerprints: set, closure, candidates = [], fetchPort: port, python } = job;
  const { takeInventory } = await loadAnalysis();
  const fingerprints = fingerprintSource(set);
  const releases = releaseSource(set);
  const classes = classSource(set);
  const licenses = licenseSource(set);
  const stores = { fingerprints, releases, classes, licenses, ...(python && { python }) };
  if (!closure || !set) {
    const made = await takeInventory(unpacked, { ...stores, candidates });
    return { made, ...NOTHING_FETCHED };
  }
  const provider = codeProvider({
    closure,
    limits,
    candidates: candidates.length,
    ownNames: ownNames(set),
    onFetch: (step) => port?.postMessage(step),
  });
  try {
    const known = {
      ...stores,
      candidates,
      published: () => provider.provide(),
    };
    const inventory = await takeInventory(unpacked, known);
    const outcome = provider.outcome();
    return { made: { ...inventory, problems: [...inventory.problems, ...outcome.problems] }, ...outcome };
  } finally {
    await provider.close();
  }
}

const NO_IMAGE = {
  command: [],
  healthCheck: [],
  workingDirectory: null,
  architecture: null,
  environment: [],
  environmentHooks: [],
};

/** Inline code of an image is the words that start it, as a list in JSON. */
function withStartLine(unpacked: Unpacked, { inline, kind }: ArtifactJob): Unpacked {
  if (!inline || kind !== 'image') return unpacked;
  return { ...unpacked, image: { ...NO_IMAGE, entrypoint: JSON.parse(inline.text) as readonly string[] } };
}

/** Bytes of scripts for which a second thread is worth opening the archive again. */
const MANY_SCRIPT_BYTES = 16 * 1024 * 1024;

/** The helper at work on an archive that is in memory; null when there is none for it, or too little to do. */
async function helperWith(
  origin: Origin,
  { helperPort }: ArtifactJob,
  { files }: FileTree,
): Promise<Helper | null> {
  if (!helperPort || origin.kind !== 'archive' || !origin.bytes.memory) return null;
  const { isNodeScriptName } = await import('../program/index.js');
  let left = MANY_SCRIPT_BYTES;
  for (const { path, size } of files.values()) if (isNodeScriptName(path)) left -= size;
  if (left > 0) return null;
  const helper = helperAt(helperPort);
  helper.open({ name: origin.name, memory: origin.bytes.memory });
  return helper;
}

/** Nothing was looked for in what could not be opened. */
function examinedIn({ tree }: Unpacked, kinds: readonly FindingKind[]): FindingKind[] {
  return tree.files.size === 0 ? [] : distinctKinds(kinds);
}

async function openAndAnalyse(origin: Origin, job: ArtifactJob): Promise<Made<ArtifactContents>> {
  const { limits, signatures, kind, verify } = job;
  const { unpack, detect, analyseCode, ANALYSES } = await loadAnalysis();
  const { architecture } = job;
  const unpacked = withStartLine(await unpack(origin, limits, { architecture }), job);
  const helper = await helperWith(origin, job, unpacked.tree);
  const { made: inventory, isWhole, hasQueried } = await inventoryOf(unpacked, job);
  const shared = helper?.share(inventory.packages, unpacked.disguised ?? []) ?? null;
  const keeper = keepSubjects({ ...job, cache: job.packageCache ?? job.cache });
  const target = { tree: unpacked.tree, inventory, signatures, kind, shared, keeper };
  const { findings, problems, examined, comparison } = verify
    ? await withPublished(verify, limits, (published) => detect({ ...target, ...published }))
    : await detect(target);
  const analyses = job.withoutAnalyses ? [] : ANALYSES;
  const { flows } = signatures;
  const code = { tree: unpacked.tree, inventory, kind, ...(flows && { flows }) };
  const analysed = await analyseCode(code, analyses);
  const made = {
    inventory: {
      ...inventory,
      problems: distinctProblems([...inventory.problems, ...problems, ...analysed.problems]),
      examined: examinedIn(unpacked, [...examined, ...analysed.examined]),
      ...(analysed.facts && { facts: analysed.facts }),
    },
    findings: await withFileHashes([...findings, ...analysed.findings], unpacked.tree),
    ...(comparison && { comparison }),
  };
  return { made, isWhole, hasQueried };
}

/** File of a job's stored result; null when it is not to be stored. */
function storedAt(job: ArtifactJob, { sha256 }: Identity): string | null {
  if (job.cache === null || job.verify !== null) return null;
  const { closure, kind, limits, signatures, fingerprints, candidates = [] } = job;
  // What is no valid pattern, or too deeply nested, may depend on the engine.
  const versions = [process.version, signatures.version, fingerprints?.sha256, ...candidates];
  const closureId = closure && closureKey(closure);
  const options = [
    closureId,
    ...(job.withoutAnalyses ? ['without analyses'] : []),
    ...(job.inline ? ['inline'] : []),
    ...(job.architecture === undefined ? [] : [`for ${job.architecture}`]),
    ...(job.python === undefined ? [] : [job.python]),
  ];
  return cacheFileOf(job.cache, sha256, [kind, nameOf(job), limits, versions, ...options]);
}

/** With a lockfile alone nothing is fetched: missing packages stay missing, until a download gives the stored result another name. */
function isFinal({ closure }: ArtifactJob, isWhole: boolean): boolean {
  return isWhole || closure?.isOnlyCached === true;
}

/** A stored result with its date where that matters: registries may have more by now. */
function withAge({ inventory, findings, askedAt }: ArtifactContents): ArtifactContents {
  if (askedAt === undefined) return { inventory, findings };
  const message = `The comparison of its bundles with published packages dates from ${askedAt}: that scan's result was used (--no-cache repeats it).`;
  const problem: Problem = { code: 'stale', path: '', message, affectsCompleteness: false };
  return { inventory: { ...inventory, problems: [...inventory.problems, problem] }, findings };
}

async function analyse(job: ArtifactJob): Promise<AnalysedArtifact> {
  const origin = openOrigin(job);
  const identity = identityOf(origin);
  const file = isIntact(origin) ? storedAt(job, identity) : null;
  const cached = file === null ? undefined : await readCached(file);
  if (cached) return { ...identity, ...withAge(cached) };
  const { made: analysis, isWhole, hasQueried } = await openAndAnalyse(origin, job);
  const askedAt = hasQueried && job.closure ? { askedAt: job.closure.now } : {};
  // The analysed bytes have another sha256: the result is neither stored nor named by it.
  if (!isIntact(origin)) return { ...identity, ...analysis, sha256: null };
  if (file !== null && isFinal(job, isWhole)) await writeCached(file, { ...analysis, ...askedAt });
  return { ...identity, ...analysis };
}

/** Analyses an artifact, or loads the stored result of the same bytes. Errors become problems here: their codes do not survive the way to another thread. */
export async function analyseArtifact(job: ArtifactJob): Promise<AnalysedArtifact> {
  countBeats(job.beats ?? null);
  beat();
  try {
    return await analyse(job);
  } catch (error) {
    return lostThrough(error);
  } finally {
    countBeats(null);
    job.helperPort?.close();
    job.fetchPort?.close();
  }
}
