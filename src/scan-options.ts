import type { Exclusion } from './exclude-artifacts.js';
import type { Limits } from './files/index.js';
import type { FailLevel, Severity } from './model/index.js';
import type { Baseline, Policy, VexStatement } from './policy/index.js';
import type { NamedSbom } from './sbom/index.js';
import type { BareFunction } from './sources/index.js';
import type { FingerprintOptions } from './workers/index.js';

/** Options of a scan. All but `targets` have a default. */
export interface ScanOptions {
  /** Paths or globs: archives, folders, build outputs, plans. */
  readonly targets: readonly string[];
  /** Folder that relative targets and reported paths start from; the process's by default. */
  readonly cwd?: string;
  /** Facts of a bare artifact that no configuration describes. */
  readonly bare?: BareFunction;
  /** Folders of signatures to use besides the shipped ones. */
  readonly signatures?: readonly string[];
  /** Indexes that bundled code is compared with beside the shipped one; null: none, not even that. */
  readonly fingerprints?: FingerprintOptions | null;
  /** Folder of the advisory database; null: only the starter. */
  readonly db?: string | null;
  /** Folder of stored results; null: none are read or written. */
  readonly cache?: string | null;
  /** Artifacts analysed at once; by default one a core. */
  readonly jobs?: number;
  readonly limits?: Partial<Limits>;
  /** Instead of the policy's own level; `none`: nothing fails. */
  readonly failOn?: FailLevel;
  /** Findings that fail the gate, packages that are not wanted, findings that are ignored. */
  readonly policy?: Policy;
  /** Artifacts that are not analysed; each is told as an accepted gap. */
  readonly exclude?: readonly Exclusion[];
  /** VEX statements from other parties about vulnerabilities in these products. */
  readonly vex?: readonly VexStatement[];
  /** SBOMs of the one artifact to scan; each difference from the artifact is a finding. */
  readonly sboms?: readonly NamedSbom[];
  /** An earlier report: findings that it lacks are new. */
  readonly baseline?: Baseline;
  /** Only new findings fail the gate. */
  readonly newOnly?: boolean;
  readonly allowIncomplete?: boolean;
  readonly offline?: boolean;
  /**
   * Compares installed packages with their published tarballs, from the registries that npm is configured for here: `known` those that a lockfile or
   * the configuration shows to be theirs, `all` the others too. Uses the network unless `offline`.
   */
  readonly verify?: 'known' | 'all';
  /**
   * Looks in bundles for dependencies of the packages found there, with code from registries. Uses the network unless
   * `offline`: only names of published packages are sent, never names that only an index in `fingerprints.files` has.
   */
  readonly closure?: boolean;
  /** Whether to find out what code can do, such as which packages a function loads; true by default. */
  readonly analysis?: boolean;
  /** Advisory data older than this makes a scan incomplete. */
  readonly maxDataAgeDays?: number;
  /** Whether the shipped starter may be older than that; true by default. */
  readonly acceptsOldStarter?: boolean;
  /** Ends the scan early, with a report of the results so far. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ScanProgress) => void;
  /** The time that ages are counted from, and rules expire by. */
  readonly now?: Date;
  /** The time that the report carries, instead of `now`. */
  readonly scannedAt?: Date;
}

/** How far a scan is. */
export interface ScanProgress {
  /** `find`: looking for functions · `analyse`: opening their artifacts · `judge`: all artifacts are opened. */
  readonly stage: 'find' | 'analyse' | 'judge';
  readonly artifactsDone: number;
  readonly artifacts: number;
  readonly functionsDone: number;
  readonly functions: number;
  /** Of the artifacts that are done, as packed. */
  readonly bytesDone: number;
  /** Published packages that bundles are to be compared with, and how many of them are there: with a closure or lists of components. */
  readonly packagesAsked: number;
  readonly packagesFetched: number;
  /** Worst severity of their findings; null while there is none. */
  readonly worst: Severity | null;
  /** Findings of malware so far. */
  readonly malware: number;
  /** Path of the artifact that was finished last, null before the first. */
  readonly current: string | null;
}
