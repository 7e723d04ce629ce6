import type { AdvisoryData, ExposureLevel, FindingChange, FindingKind, Severity } from '../model/index.js';

export const RECORD_VERSION = 1;

/** Where the date of the evidence comes from. None of them is the clock, so that the same input gives the same bytes. */
export type DateBasis = 'SOURCE_DATE_EPOCH' | 'sweep' | 'advisory data';

/** Advisory data that findings were matched with. */
export interface AdvisoryRow extends AdvisoryData {
  /** On the day of the run; null where that day is not known. */
  readonly ageDays: number | null;
}

/** The result of a sweep, for the trend. */
export interface TrendRow {
  readonly run: number;
  /** ISO date-time. */
  readonly startedAt: string;
  readonly complete: boolean;
  readonly functions: number;
  /** Functions that were read whole. */
  readonly covered: number;
  /** Open findings by severity. */
  readonly open: Readonly<Record<string, number>>;
}

/** A function, and the exact code that was examined. */
export interface FunctionRow {
  readonly id: string;
  readonly name: string;
  readonly account: string | null;
  readonly region: string | null;
  readonly runtime: string | null;
  /** Null: nothing is known about its triggers. */
  readonly exposure: ExposureLevel | null;
  /** Routes, methods, authorizers and policies that say so, and where each is stated. */
  readonly startedBy: readonly string[];
  readonly artifacts: readonly {
    readonly path: string;
    readonly kind: string;
    /** Hex; null: it could not be read. */
    readonly sha256: string | null;
    /** Lambda's CodeSha256, where there is one. */
    readonly codeSha256: string | null;
  }[];
  readonly packages: number;
  /** Open findings. */
  readonly open: Readonly<Record<Severity, number>>;
  /** No gap is open. Accepted gaps are counted apart. */
  readonly complete: boolean;
  readonly acceptedGaps: number;
  /** File of its bill of materials. */
  readonly sbom: string;
}

/** The packages of an artifact. `functions` names the artifacts of each function. */
export interface ComponentRow {
  /** Path of the artifact. */
  readonly artifact: string;
  /** Hex; null: it could not be read. */
  readonly sha256: string | null;
  /** Names of the functions that mount it. */
  readonly functions: readonly string[];
  /** Names with versions, as `lodash 4.17.11`. */
  readonly packages: readonly string[];
  /** False: a part of it was not seen, accepted or not. */
  readonly complete: boolean;
  /** Kinds of findings that were looked for in it; null: an earlier version of stowaway stored its analysis. */
  readonly examined: readonly FindingKind[] | null;
}

/** When the function loads a package. `reached`: data of an event was followed to the finding · `notLinked`: the program holds none of the functions with the flaw. */
export const LOADINGS = ['start', 'call', 'reached', 'not', 'notLinked', 'notKnown'] as const;
export type Loading = (typeof LOADINGS)[number];

export interface FindingRow {
  readonly severity: Severity;
  readonly kind: FindingKind;
  readonly rule: string;
  /** Other ids of the same flaw, CVE first. */
  readonly aliases: readonly string[];
  /** CVSS base score 0–10; null without one. */
  readonly score: number | null;
  /** In CISA's catalogue of exploited vulnerabilities; null: the catalogue was not there. */
  readonly exploited: boolean | null;
  readonly title: string;
  /** Package URL, or the path of a file or declaration. */
  readonly subject: string;
  /** Names of the functions in which it is open. */
  readonly functions: readonly string[];
  readonly certainty: string;
  /** Null: it is about no package. */
  readonly loaded: Loading | null;
  /** Who can start the most open of its functions; null: nothing is known about their triggers. */
  readonly exposure: ExposureLevel | null;
  readonly fixedIn: readonly string[];
  readonly remediation: string | null;
  /** ISO date of the sweep that saw it first; null without sweeps. */
  readonly firstSeen: string | null;
}

/** A finding that a rule of the user's or a VEX statement sets aside. */
export interface ExceptionRow {
  readonly severity: Severity;
  readonly kind: FindingKind;
  readonly rule: string;
  readonly title: string;
  readonly subject: string;
  readonly functions: readonly string[];
  readonly status: 'suppressed' | 'not_affected';
  readonly reason: string;
  readonly owner: string | null;
  /** ISO date. */
  readonly expires: string | null;
  /** File with the rule. */
  readonly source: string | null;
}

/** A part that was not read, or an answer that is not whole. */
export interface GapRow {
  readonly code: string;
  /** Function, artifact or place. */
  readonly where: string;
  readonly message: string;
  /** The part of the answer that is missing because of it. */
  readonly missing: string;
}

export interface AcceptedGapRow extends GapRow {
  readonly reason: string;
  readonly owner: string | null;
  readonly expires: string | null;
  readonly source: string;
}

/** A kind of thing that the method did not look at or could not decide, counted and named. */
export interface UnseenRow {
  readonly what: string;
  readonly count: number;
  /** The first of them by name. */
  readonly examples: readonly string[];
}

/** What a function needs of AWS against what its role allows. */
export interface PermissionRow {
  readonly function: string;
  readonly role: string | null;
  /** Null: permissions were not analysed. */
  readonly needed: readonly string[] | null;
  readonly granted: readonly string[];
  /** Needed and not granted. */
  readonly lacked: readonly string[];
  /** How many actions the role allows that nothing needs; null: not known. */
  readonly excessActions: number | null;
  readonly excess: readonly string[];
  /** True: code may need more than was seen. */
  readonly atLeast: boolean;
  /** Why the comparison is not whole; empty if it is. */
  readonly doubts: readonly string[];
}

export interface ControlAnswer {
  /** Where the answer is: a list of this record, with the values that count: `findings[kind=secret]`. */
  readonly field: string;
  readonly says: string;
  /** How many entries the field has here; null: nothing was examined that could have made one. */
  readonly count: number | null;
  /** Those of the field's values for which nothing was examined. */
  readonly notExamined: readonly string[];
}

/** A requirement of a framework, in words of our own. */
export interface ControlRow {
  readonly framework: string;
  readonly id: string;
  readonly about: string;
  readonly answers: readonly ControlAnswer[];
  /** What the record does not answer. */
  readonly notAnswered: string;
}

/** Everything that the evidence says: `evidence.json`. */
export interface EvidenceRecord {
  readonly recordVersion: typeof RECORD_VERSION;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO date-time. */
  readonly asOf: string;
  readonly basis: DateBasis;
  /** Whether the folder has a signature of its digests. */
  readonly signed: boolean;
  readonly scope: {
    readonly kind: 'scan' | 'sweep';
    readonly targets: readonly string[];
    readonly accounts: readonly string[];
    readonly regions: readonly string[];
    /** Number of the sweep; null for a scan. */
    readonly sweep: number | null;
    /** The version of this tool that ran the sweep; null for a scan, and where it is not known. */
    readonly sweptBy: string | null;
    readonly functions: number;
    readonly artifacts: number;
    readonly packages: number;
    /** The user's configuration file; null without one. */
    readonly config: string | null;
    readonly failOn: string;
    /** Seconds without a sign of progress after which the analysis of an artifact is given up; null for a sweep, which does not store it. */
    readonly secondsPerArtifact: number | null;
  };
  readonly complete: boolean;
  readonly advisories: readonly AdvisoryRow[];
  readonly signatures: { readonly version: string; readonly count: number } | null;
  readonly fingerprints: { readonly version: string; readonly packages: number } | null;
  readonly functions: readonly FunctionRow[];
  readonly components: readonly ComponentRow[];
  readonly findings: readonly FindingRow[];
  /** The new ones first; null: there is no earlier sweep to compare with. */
  readonly changes: readonly FindingChange[] | null;
  readonly exceptions: readonly ExceptionRow[];
  readonly gaps: readonly GapRow[];
  readonly acceptedGaps: readonly AcceptedGapRow[];
  readonly notCovered: readonly UnseenRow[];
  readonly permissions: readonly PermissionRow[];
  /** The oldest first; empty for a scan. */
  readonly trend: readonly TrendRow[];
  readonly controls: readonly ControlRow[];
}

/** A field of a record that is a list. */
export type RecordList = {
  [Key in keyof EvidenceRecord]: EvidenceRecord[Key] extends readonly unknown[] ? Key : never;
}[keyof EvidenceRecord];
