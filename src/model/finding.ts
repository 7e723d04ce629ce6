import type { Evidence, PackageLocation } from './package.js';
import type { Confidence, Severity } from './severity.js';

export const FINDING_KINDS = [
  'advisory',
  'malware',
  'typosquat',
  'install-script',
  'tamper',
  'hook',
  'drift',
  'permission',
  'injection',
  'secret',
  'configuration',
  'runtime',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** Each kind once, in the order of all kinds. */
export function distinctKinds(kinds: readonly FindingKind[]): FindingKind[] {
  return FINDING_KINDS.filter((kind) => kinds.includes(kind));
}

/** `certain`: every version the package can have is affected · `possible`: some are, or the version is unknown. */
export type Certainty = 'certain' | 'possible';

/** What to change. `direct` names the dependency of the application to raise when the package is transitive. */
export interface Remediation {
  readonly action: 'upgrade' | 'remove' | 'replace' | 'review';
  /** Version to move the affected package to; null when no fixed version is known. */
  readonly version: string | null;
  /** True if `version` is in another major than the one found. */
  readonly major: boolean;
  /** Where `version` is of another major, or of another minor of 0.x: a version that clears it without such a step. Absent without one. */
  readonly withinMajor?: string | undefined;
  readonly direct: { readonly name: string; readonly version: string | null } | null;
  /** One imperative sentence. */
  readonly text: string;
}

/** Who set a finding aside, why, until when and where: by a rule of the user's or by a VEX statement. */
export interface Suppression {
  readonly reason: string;
  readonly owner: string | null;
  /** ISO date. */
  readonly expires: string | null;
  /** Name of the file with the rule. */
  readonly source: string;
}

/** A file that a finding rests on. */
export interface FileHash {
  readonly path: string;
  /** Hex. */
  readonly sha256: string;
}

export interface FindingEvidence {
  readonly path: string;
  readonly line: number | null;
  /** What was seen there, short, raw (reporters escape it). */
  readonly detail: string;
  /** The lines around it, raw; absent in code without lines that people read. */
  readonly frame?: CodeFrame | undefined;
  /** Id of the function whose code it is; absent: the finding's own. */
  readonly function?: string | undefined;
  /** The resource that this step puts the data into, and the next one takes it from: ARN, with placeholders. */
  readonly into?: string | undefined;
}

/** Some lines of a file. */
export interface CodeFrame {
  /** Number of the first one, 1-based. */
  readonly line: number;
  readonly lines: readonly string[];
}

/** A statement about an artifact or a function, with its evidence. */
export interface Finding {
  /** Unique in its artifact or function. */
  readonly id: string;
  readonly kind: FindingKind;
  /** Advisory id or signature id. */
  readonly rule: string;
  readonly aliases: readonly string[];
  readonly title: string;
  /** Why it matters in a function, in a sentence or two; null when the title suffices. */
  readonly why: string | null;
  readonly severity: Severity;
  /** CVSS base score 0–10, null without a vector. */
  readonly score: number | null;
  readonly vectors: readonly string[];
  readonly cwes: readonly string[];
  /** Exploit probability 0–1; null when no EPSS data is there. https://www.first.org/epss/ */
  readonly epss: number | null;
  /** In CISA's catalogue of exploited vulnerabilities; null when the catalogue is not there. */
  readonly kev: boolean | null;
  /** ISO date-time. */
  readonly published: string | null;
  readonly references: readonly string[];
  readonly confidence: Confidence;
  readonly certainty: Certainty;
  /** False when the record's affected ranges are known to be incomplete: a version outside them may be affected too. */
  readonly rangesComplete: boolean;
  /** Package id, when it is about a package. */
  readonly package: string | null;
  /** Functions with the flaw, none of which the program holds; absent if it holds one, or if that is not known. */
  readonly notLinked?: readonly string[] | undefined;
  readonly locations: readonly PackageLocation[];
  readonly evidence: readonly (Evidence | FindingEvidence)[];
  /** Files that malware was seen in: a rule that accepts the finding accepts exactly these. Empty for other kinds. */
  readonly fileHashes: readonly FileHash[];
  /** Versions that fix it, ascending. */
  readonly fixedIn: readonly string[];
  readonly remediation: Remediation | null;
  /** Stable across rebuilds, paths, machines and data updates: see `fingerprintOf`. */
  readonly fingerprint: string;
  readonly status: 'open' | 'suppressed' | 'not_affected';
  /** Reason of a `not_affected` status: VEX's justification, or a person's words. https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md#status-justifications */
  readonly justification: string | null;
  readonly suppression: Suppression | null;
  /** Whether the baseline lacks it in some function; null without a baseline. */
  readonly isNew: boolean | null;
}

/** A finding about several flaws whose advisories call each other aliases, until it is judged: reports have no such field. */
export interface GroupFinding extends Finding {
  /** Each flaw alone. */
  readonly flaws: readonly Finding[];
}

/** Fields that most findings other than advisories share: no score, no fixed version, no suppression yet. */
export const PLAIN_FINDING = {
  aliases: [],
  score: null,
  vectors: [],
  cwes: [],
  epss: null,
  kev: null,
  published: null,
  references: [],
  certainty: 'certain',
  rangesComplete: true,
  package: null,
  fileHashes: [],
  fixedIn: [],
  status: 'open',
  justification: null,
  suppression: null,
  isNew: null,
} as const satisfies Partial<Finding>;

/** Whether the package is malicious, and not only perhaps such a release. */
export function isMalicious({
  kind,
  certainty,
  severity,
}: Pick<Finding, 'kind' | 'certainty' | 'severity'>): boolean {
  return kind === 'malware' && !(certainty === 'possible' && severity === 'unknown');
}

/** The parts of a fingerprint. */
export interface FingerprintParts {
  readonly kind: FindingKind;
  readonly rule: string;
  /** `{ecosystem}:{name}` of the package, or `path:{path}` of the file. */
  readonly subject: string;
}

/**
 * Fingerprint of a finding that is stable across versions, locations and alias groups. An artifact's finding has no
 * function in it; see `fingerprintInFunction`.
 */
export function fingerprintOf({ kind, rule, subject }: FingerprintParts): string {
  return `${[kind, rule, subject].map((part) => encodeURIComponent(part.toWellFormed())).join('/')}/`;
}

/** The fingerprints that a finding has under its other names. */
export function otherFingerprints(fingerprint: string, aliases: readonly string[]): string[] {
  const [kind = '', , ...rest] = fingerprint.split('/');
  return aliases.map((alias) => [kind, encodeURIComponent(alias.toWellFormed()), ...rest].join('/'));
}

/** The fingerprint of an artifact's finding as one function's. */
export function fingerprintInFunction(fingerprint: string, functionId: string): string {
  return fingerprint + encodeURIComponent(functionId.toWellFormed());
}

/** The fingerprint of an artifact's finding where no function mounts it: its name stands for the function. */
export function unmountedFingerprint(fingerprint: string, name: string): string {
  return fingerprintInFunction(fingerprint, `artifact:${name}`);
}

/** A finding that came or went since the last sweep that saw its function, as that sweep judged it. */
export interface FindingChange {
  readonly change: 'new' | 'fixed';
  readonly severity: Severity;
  readonly kind: FindingKind;
  readonly rule: string;
  readonly title: string;
  /** Package URL; null for a finding that is about no package. */
  readonly subject: string | null;
  /** Name of the function, with account and region. */
  readonly function: string;
}
