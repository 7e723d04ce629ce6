import type { Artifact } from './artifact.js';
import type { FunctionReport } from './function.js';
import type { AcceptedGap } from './gap.js';
import type { Gate } from './gate.js';
import type { Problem } from './problem.js';
import type { Severity } from './severity.js';

export const SCHEMA_VERSION = 1;

/** One advisory source that was used. */
export interface AdvisoryData {
  readonly ecosystem: string;
  /** Base URL without credentials, or `starter`. */
  readonly source: string;
  /** ISO date-time of the newest record or of the download. */
  readonly asOf: string;
  readonly count: number;
  /** True for the small index that the package ships. */
  readonly starter: boolean;
  /** Hex digest of the content of its index, as the index says; absent in stored results of earlier versions. */
  readonly sha256?: string | undefined;
}

/** What a record says for people, and the names of its weaknesses. Texts of others: every format escapes them. */
export interface AdvisoryText {
  /** The `rule` of findings. */
  readonly rule: string;
  readonly summary: string;
  /** Markdown. */
  readonly details: string;
  /** URLs. */
  readonly references: readonly string[];
  /** Names of finders and others. */
  readonly credits: readonly string[];
  /** `name` is '' for a class without a name of ours. */
  readonly weaknesses: readonly { readonly id: string; readonly name: string }[];
}

export interface Summary {
  readonly functions: number;
  readonly artifacts: number;
  /** Occurrences over all artifacts. */
  readonly packages: number;
  /** Open findings over all artifacts and functions, each counted once. */
  readonly findings: Readonly<Record<Severity, number>>;
  /** Those of them that the baseline lacks; null without a baseline. */
  readonly newFindings: Readonly<Record<Severity, number>> | null;
  /** Findings that a rule of the user's or a VEX statement sets aside. */
  readonly setAside: number;
  readonly complete: boolean;
  readonly reasons: readonly string[];
  /** Gaps that a rule accepts, each once. */
  readonly acceptedGaps: readonly AcceptedGap[];
}

/** What `--format json` prints. Frozen by schema/report-v1.schema.json. */
export interface Report {
  readonly schemaVersion: typeof SCHEMA_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO date-time. */
  readonly scannedAt: string;
  readonly options: {
    readonly targets: readonly string[];
    readonly offline: boolean;
    /** The level of its gate. */
    readonly failOn: string;
    readonly gate: Gate;
    /** The user's configuration file, as it was found; null without one. */
    readonly config: string | null;
    /** The report that findings were compared with, as it was named; null without one. */
    readonly baseline: string | null;
    readonly allowIncomplete: boolean;
    /** False when the scan was interrupted: what is there is right, but not all. */
    readonly finished: boolean;
  };
  readonly data: {
    readonly advisories: readonly AdvisoryData[];
    readonly signatures: { readonly version: string; readonly count: number } | null;
    readonly fingerprints: { readonly version: string; readonly packages: number } | null;
  };
  readonly summary: Summary;
  readonly artifacts: readonly Artifact[];
  readonly functions: readonly FunctionReport[];
  /** Descriptions of the findings' advisories, by rule; absent if the advisory data has none, as the starter. */
  readonly descriptions?: readonly AdvisoryText[] | undefined;
  /** Of the run itself: targets that could not be read, advisory data that is missing or old. */
  readonly problems: readonly Problem[];
}
