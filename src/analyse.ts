import { statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { loadMatching, type AdvisoryStore } from './advisories/index.js';
import { configuredPython } from './ecosystems/index.js';
import { distinctKinds } from './model/index.js';
import type { SignatureSet } from './signatures/index.js';
import { DEFAULT_LIMITS, type Limits } from './files/index.js';
import { joinFacts, type JoinableArtifact } from './functions/index.js';
import type { Judge } from './policy/index.js';
import { candidatesIn, describedArtifact, sbomFindings, type NamedSbom } from './sbom/index.js';
import type { ScanOptions } from './scan-options.js';
import type { Acquisition, ArtifactReference } from './sources/index.js';
import { closureOptionsOf, verifyOptionsOf, withDownloadTime } from './verify-options.js';
import {
  openArtifactPool,
  type AnalysedArtifact,
  type ArtifactPool,
  type ClosureOptions,
  type FingerprintSet,
  type PoolOptions,
  type VerifyOptions,
} from './workers/index.js';

interface AnalysisContext {
  readonly signatures: SignatureSet;
  readonly fingerprints: FingerprintSet | null;
  readonly pool: ArtifactPool;
  readonly advisories: AdvisoryStore;
  readonly judge: Judge;
  readonly limits: Limits;
  readonly cache: string | null;
  readonly verify: VerifyOptions | null;
  readonly closure: ClosureOptions | null;
  readonly withoutAnalyses: boolean;
  /** All of the scan. */
  readonly functions: Acquisition['functions'];
}

/** Hex digits of the sha256 that an artifact's id shows. */
const ID_DIGITS = 16;

/** Id from the content, so that the same bytes have the same id in every report; from the path when nothing could be read. */
function idOf({ path }: ArtifactReference, { sha256 }: AnalysedArtifact): string {
  return sha256 === null ? `unread:${path}` : sha256.slice(0, ID_DIGITS);
}

/** Findings about SBOMs that the user gives beside an artifact. */
function claimed(
  sboms: readonly NamedSbom[],
  {
    packages,
    coverage,
    examined = [],
  }: Pick<AnalysedArtifact['inventory'], 'packages' | 'coverage' | 'examined'>,
) {
  const found = sboms.map(({ sbom, source }) => sbomFindings(sbom, { packages, coverage }, source));
  return {
    findings: found.flatMap(({ findings }) => findings),
    problems: found.flatMap(({ problems }) => problems),
    examined: sboms.length > 0 ? distinctKinds([...examined, 'drift']) : examined,
  };
}

/** The digest of an archive as Lambda shows it, so that what is deployed can be compared with what was scanned. */
function codeSha256(kind: ArtifactReference['kind'], sha256: string | null): { codeSha256?: string } {
  if (kind === 'image' || sha256 === null) return {};
  return { codeSha256: Buffer.from(sha256, 'hex').toString('base64') };
}

/** A setting that all functions of an artifact have; null if one does not say it, or if they differ. */
function sharedSetting(
  setting: 'runtime' | 'architecture',
  { key }: ArtifactReference,
  functions: Acquisition['functions'],
): string | null {
  const users = functions.filter(({ mounts }) => mounts.some(({ artifact }) => artifact === key));
  const [first = null, ...others] = new Set(users.map((fn) => fn[setting]));
  return others.length === 0 ? first : null;
}

/** What the configuration of an artifact's functions says about where it runs. */
function configuredFor(reference: ArtifactReference, functions: Acquisition['functions']) {
  const architecture = sharedSetting('architecture', reference, functions);
  const python = configuredPython(sharedSetting('runtime', reference, functions), architecture);
  return {
    ...(reference.kind === 'image' && architecture !== null && { architecture }),
    ...(python && { python }),
  };
}

/** Analyses one artifact: inventory in a worker, then findings of advisories and SBOMs about its packages. */
async function analyse(
  reference: ArtifactReference,
  sboms: readonly NamedSbom[],
  context: AnalysisContext,
): Promise<JoinableArtifact> {
  const { pool, advisories, limits, cache, signatures, fingerprints, verify, closure, withoutAnalyses } =
    context;
  const { hostPath, kind, path, name, extraFiles = new Map(), inline } = reference;
  const isDirectory = statSync(hostPath, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const analysing = pool.analyse({
    hostPath,
    isDirectory,
    kind,
    ...configuredFor(reference, context.functions),
    extraFiles,
    ...(inline && { inline }),
    limits,
    cache,
    signatures,
    fingerprints,
    verify,
    closure,
    withoutAnalyses,
    candidates: candidatesIn(sboms),
  });
  const [analysed, { matchInventory }] = await Promise.all([analysing, loadMatching()]);
  const { roots, coverage, problems } = analysed.inventory;
  const { packages, ...matched } = matchInventory(analysed.inventory, analysed.findings, advisories);
  const claims = claimed(sboms, { ...analysed.inventory, packages });
  return context.judge.artifact({
    id: idOf(reference, analysed),
    sha256: analysed.sha256,
    ...(!isDirectory && !inline && codeSha256(kind, analysed.sha256)),
    kind,
    path,
    name,
    size: analysed.size,
    roots,
    coverage,
    packages,
    findings: [...matched.findings, ...analysed.findings, ...claims.findings],
    // Known once all is judged.
    changes: [],
    ...(analysed.comparison && { comparison: analysed.comparison }),
    examined: claims.examined,
    problems: [...problems, ...matched.problems, ...claims.problems],
    ...joinFacts(analysed.inventory),
  });
}

/** Artifacts by reference key, each analysed once however many functions mount it. */
export type PendingArtifacts = ReadonlyMap<string, Promise<JoinableArtifact>>;

/** Limits in force: the defaults and the user's. */
function limitsOf({ limits }: ScanOptions): Limits {
  return { ...DEFAULT_LIMITS, ...limits };
}

/** Workers for a scan; as many artifacts are analysed at once as `options.jobs` allows. */
export function openWorkers(options: ScanOptions, onFetch: PoolOptions['onFetch']): ArtifactPool {
  return openArtifactPool({
    jobs: options.jobs ?? availableParallelism(),
    maxHeapMegabytes: limitsOf(options).maxHeapMegabytes,
    cache: options.cache ?? null,
    signal: options.signal ?? new AbortController().signal,
    ...(onFetch && { onFetch }),
  });
}

/** Starts the analysis of all artifacts. */
export function startAnalyses(
  { artifacts: references, functions }: Pick<Acquisition, 'artifacts' | 'functions'>,
  options: ScanOptions,
  data: Pick<AnalysisContext, 'pool' | 'advisories' | 'signatures' | 'fingerprints' | 'judge'>,
): PendingArtifacts {
  const verify = verifyOptionsOf(options);
  const closure = closureOptionsOf(options);
  const limits = verify || closure ? withDownloadTime(limitsOf(options)) : limitsOf(options);
  const { sboms = [], cache = null, analysis = true } = options;
  const context = { ...data, functions, limits, cache, verify, closure, withoutAnalyses: !analysis };
  const described = sboms.length === 0 ? null : describedArtifact(references);
  return new Map(
    references.map((reference) => [
      reference.key,
      analyse(reference, reference === described ? sboms : [], context),
    ]),
  );
}
