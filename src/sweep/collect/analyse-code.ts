import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { DEFAULT_LIMITS } from '../../files/index.js';
import type { ArtifactKind, Finding, Inventory } from '../../model/index.js';
import { signaturesInForce } from '../../signatures/index.js';
import { TOOL } from '../../tool.js';
import { ANALYSER_VERSION, fingerprintSet, openArtifactPool } from '../../workers/index.js';

/** The stored form of an analysed artifact. */
export interface StoredAnalysis {
  readonly inventory: Inventory;
  readonly findings: readonly Finding[];
}

export interface Analyst {
  /** See analystVersion. */
  readonly version: string;
  /** @returns null, with the reason, when the analysis was lost: the next sweep tries again. */
  analyse(
    hostPath: string,
    kind: ArtifactKind,
  ): Promise<{ readonly analysis: StoredAnalysis; readonly size: number } | { readonly lost: string }>;
  close(): Promise<void>;
}

/** The version of the analyser: with another version, the same bytes may give another analysis. */
export async function analystVersion(): Promise<string> {
  const { version } = await signaturesInForce([]);
  const parameters = JSON.stringify([ANALYSER_VERSION, version, fingerprintSet()?.sha256 ?? null]);
  return `${TOOL.version}+${createHash('sha256').update(parameters).digest('hex').slice(0, 12)}`;
}

interface AnalystOptions {
  readonly jobs: number;
  readonly signal: AbortSignal;
  /** For results of packages: most are in many functions. */
  readonly folder: string;
}

/** Threads that analyse fetched code as a scan does. */
export async function openAnalyst({ jobs, signal, folder }: AnalystOptions): Promise<Analyst> {
  const limits = DEFAULT_LIMITS;
  const signatures = await signaturesInForce([]);
  const fingerprints = fingerprintSet();
  const version = await analystVersion();
  const pool = openArtifactPool({
    jobs: Math.min(jobs, availableParallelism()),
    maxHeapMegabytes: limits.maxHeapMegabytes,
    signal,
  });
  return {
    version,
    async analyse(hostPath, kind) {
      const { sha256, size, inventory, findings } = await pool.analyse({
        hostPath,
        kind,
        limits,
        signatures,
        fingerprints,
        isDirectory: kind === 'image',
        extraFiles: new Map(),
        verify: null,
        closure: null,
        cache: null,
        packageCache: folder,
      });
      const [problem] = inventory.problems;
      if (sha256 === null) return { lost: problem?.message ?? 'It could not be analysed.' };
      return { analysis: { inventory, findings }, size };
    },
    close: () => pool.close(),
  };
}
