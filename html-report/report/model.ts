import type { PermissionsView } from './permissions-view.js';
import type { Coverage, ExposureLevel, Severity } from '../../src/model/index.js';
import type { Evidence } from './evidence.js';
import type { OpenFindings } from './counts.js';
import type { RoleReach } from '../../src/policy/risk.js';
import type { ChangeStep } from '../../src/reporters/change-words.js';
import type { PageData } from '../../src/reporters/html/page-data.js';

/** Open findings: those that are certain by severity, and all that are only possible. */
export type Counts = Readonly<Record<Severity | 'possible', number>>;

/** What rows of findings say without being read in full. */
export interface Tally {
  readonly counts: Counts;
  /** Malware beyond doubt. */
  readonly hasMalware: boolean;
  /** Something open that the baseline lacks. */
  readonly hasNew: boolean;
}

export interface Rule {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly severity: Severity;
  readonly aliases: readonly string[];
  readonly score: number | null;
  readonly vectors: readonly string[];
  readonly cwes: readonly string[];
  readonly epss: number | null;
  readonly kev: boolean | null;
  readonly published: string | null;
  readonly references: readonly string[];
  readonly rangesComplete: boolean;
  readonly why: string | null;
}

/** What an advisory says for people. */
export interface Description {
  /** Lines, as of the details. */
  readonly summary: readonly string[];
  readonly details: readonly string[];
  readonly references: readonly string[];
  readonly credits: readonly string[];
  readonly weaknesses: string;
}

export interface Place {
  readonly path: string;
  readonly ranges: readonly (readonly [number, number])[];
}

export interface Problem {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly affectsCompleteness: boolean;
}

export interface Unresolved {
  readonly name: string;
  readonly spec: string;
  readonly type: string;
  readonly reason: string;
}

export interface Package {
  readonly index: number;
  /** Null for what the platform provides. */
  readonly artifact: Artifact | null;
  readonly name: string;
  readonly ecosystem: string;
  readonly alias: string | null;
  /** As it is shown: `1.2.3`, `1.2.3 or 1.2.4`, `1.2.3 to 1.2.9`, `unknown version`. */
  readonly version: string;
  readonly candidates: readonly string[];
  readonly purl: string;
  readonly presence: string;
  /** `located`, `required` or `leftOut`. */
  readonly basis: string;
  readonly origin: string;
  readonly confidence: string;
  readonly direct: boolean | null;
  readonly extraneous: boolean;
  readonly bytes: number;
  readonly vendoredIn: number;
  readonly licenses: readonly string[];
  readonly locations: readonly Place[];
  readonly evidence: readonly Evidence[];
  readonly dependencies: readonly number[];
  readonly unresolved: readonly Unresolved[];
  readonly system: 'base' | 'added' | 'unknown' | null;
}

export interface Remediation {
  readonly action: string;
  readonly version: string | null;
  readonly major: boolean;
  readonly direct: string | null;
  readonly directVersion: string | null;
  readonly text: string;
}

export interface Suppression {
  readonly reason: string;
  readonly owner: string | null;
  readonly expires: string | null;
  /** File that says it. */
  readonly source: string;
}

export interface Finding {
  readonly rule: Rule;
  /** Null when it is about no package. */
  readonly found: Package | null;
  /** Where it was found; null when it is the function's own. */
  readonly artifact: Artifact | null;
  readonly owner: FunctionView | null;
  readonly confidence: string;
  readonly certainty: string;
  readonly locations: readonly Place[];
  readonly evidence: readonly Evidence[];
  readonly fixedIn: readonly string[];
  readonly remediation: Remediation | null;
  readonly status: string;
  readonly justification: string | null;
  readonly suppression: Suppression | null;
  /** Null without a baseline. */
  readonly isNew: boolean | null;
  readonly fileHashes: readonly { readonly path: string; readonly sha256: string }[];
  /** Its place in the one order, in the function where it is the worst; larger is worse. */
  readonly rank: number;
  /** The program holds none of the functions with the flaw. */
  readonly isNotLinked: boolean;
}

/** What clears findings of an artifact. */
export interface Change extends Omit<ChangeStep, 'clears'> {
  readonly clears: readonly Finding[];
}

export interface Artifact extends Tally {
  /** Its open findings, each once. */
  readonly open: OpenFindings;
  /** In addresses of this page. */
  readonly key: string;
  readonly sha256: string | null;
  readonly kind: string;
  readonly path: string;
  readonly size: number;
  readonly coverage: Coverage;
  readonly roots: readonly {
    readonly path: string;
    readonly name: string | null;
    readonly manager: string | null;
  }[];
  readonly packageCount: number;
  /** Computed when it is first read, like everything that takes time. */
  readonly packages: () => readonly Package[];
  readonly findings: () => readonly Finding[];
  /** Findings of each package, by its index. */
  readonly findingsOf: (index: number) => readonly Finding[];
  /** Those first that clear the worst and the most. */
  readonly changes: () => readonly Change[];
  readonly problems: readonly Problem[];
  /** Why not all of it was seen; empty when it was. */
  readonly reasons: readonly string[];
  readonly functions: () => readonly FunctionView[];
}

/** A package that a function does not simply have: reached or not, or hidden by another. */
export interface PackageView {
  readonly reachable: boolean | null;
  readonly isShadowed: boolean;
  readonly by: Package | null;
}

export interface Mount {
  readonly path: string;
  readonly artifact: Artifact | null;
}

export interface TriggerView {
  readonly type: string;
  readonly detail: string | null;
  /** Who may cause its events: a word of `TRIGGER_ACCESS`; null if only its type is known. */
  readonly access: string | null;
  readonly statement: string | null;
}

export interface FunctionView extends Tally {
  /** Open findings of the function itself. */
  readonly ownOpen: OpenFindings;
  readonly key: string;
  readonly id: string;
  readonly name: string;
  readonly platform: string;
  readonly runtime: string | null;
  readonly handler: string | null;
  readonly architecture: string | null;
  readonly account: string | null;
  readonly region: string | null;
  readonly arn: string | null;
  readonly declaredIn: string | null;
  readonly tags: readonly (readonly [string, string])[];
  readonly mounts: readonly Mount[];
  /** What it mounts, each once. */
  readonly artifacts: readonly Artifact[];
  readonly role: {
    readonly name: string | null;
    readonly arn: string | null;
    readonly policies: readonly string[];
  } | null;
  readonly triggers: readonly TriggerView[];
  /** Null if nothing about its triggers is known. */
  readonly exposure: { readonly level: ExposureLevel; readonly statements: readonly string[] } | null;
  /** The worst that its role may do; null if that is not known. */
  readonly roleReach: RoleReach | null;
  /** Null if its code was not analysed. */
  readonly permissions: PermissionsView | null;
  readonly environment: readonly string[];
  readonly packageCount: number;
  readonly viewOf: (found: Package) => PackageView;
  readonly runtimePackages: () => readonly Package[];
  /** As they are in this function: one may be set aside here and nowhere else. */
  readonly findings: () => readonly Finding[];
  /** Whether it sets a finding of an artifact aside for itself. */
  readonly setsAside: (finding: Finding) => boolean;
  /** Of those that are certain. */
  readonly worst: Severity | null;
  /** The place of its worst open finding in the one order; -1 without one. */
  readonly rank: number;
  readonly problems: readonly Problem[];
  readonly complete: boolean;
  readonly reasons: readonly string[];
  /** What is accepted unseen, with reason and owner. */
  readonly accepted: readonly string[];
}

export interface Report {
  readonly head: PageData['head'];
  readonly problems: readonly Problem[];
  readonly artifacts: readonly Artifact[];
  readonly functions: readonly FunctionView[];
  /** By rule. */
  readonly descriptions: ReadonlyMap<string, Description>;
}
