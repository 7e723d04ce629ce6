import type { Coverage, Report } from '../../model/index.js';
import type { SeverityCounts } from '../amounts.js';

/*
 * What the page of the HTML report is given: the report with every string stored once, and what there are thousands of as rows
 * without keys. Functions share most of their packages, advisories and paths, so that this is a fraction of the JSON report. `html-report/` reads it.
 */

/** Index into `strings`; -1 is null. */
export type Text = number;
/** Index into `lists`. */
export type TextList = number;
/** Index into the packages of the same row, -1 is none. */
export type PackageIndex = number;
/** 1 yes, 0 no, -1 not known. */
export type Answer = -1 | 0 | 1;

export type PlaceRow = readonly [path: Text, ranges: readonly (readonly [number, number])[]];
export type EvidenceRow = readonly [
  method: Text,
  path: Text,
  line: number,
  detail: Text,
  /** First line of the frame, and its lines; null without one. */
  frame?: readonly [line: number, ...lines: Text[]] | null,
  /** The function whose code it is, and the resource that the step puts the data into. */
  store?: readonly [fn: Text, into: Text],
];
export type ProblemRow = readonly [code: Text, path: Text, message: Text, affectsCompleteness: 0 | 1];
export type RootRow = readonly [path: Text, name: Text, manager: Text];
export type UnresolvedRow = readonly [name: Text, spec: Text, type: Text, reason: Text];

export type PackageRow = readonly [
  name: Text,
  ecosystem: Text,
  alias: Text,
  version: Text,
  candidates: TextList,
  purl: Text,
  presence: Text,
  basis: Text,
  origin: Text,
  confidence: Text,
  direct: Answer,
  extraneous: 0 | 1,
  bytes: number,
  vendoredIn: PackageIndex,
  licenses: TextList,
  /** Index into `places`. */
  locations: number,
  /** Index into `evidence`. */
  evidence: number,
  dependencies: readonly PackageIndex[],
  unresolved: readonly UnresolvedRow[],
  /** Index into `SYSTEM_ORIGINS`: packages of an image's system, and whether its base has them. */
  system: 0 | 1 | 2 | 3,
];

/** No package of a system; one of the base of the image, one that a later layer added, and one of which that is not known. */
export const SYSTEM_ORIGINS = [null, 'base', 'added', 'unknown'] as const;

/** What findings of one rule have in common. `score` and `epss` are -1 when null. */
export type RuleRow = readonly [
  rule: Text,
  kind: Text,
  title: Text,
  severity: Text,
  aliases: TextList,
  score: number,
  vectors: TextList,
  cwes: TextList,
  epss: number,
  kev: Answer,
  published: Text,
  references: TextList,
  rangesComplete: 0 | 1,
  why: Text,
];

/** What an advisory says: lines as they are shown. */
export type DescriptionRow = readonly [
  rule: Text,
  summary: TextList,
  details: TextList,
  references: TextList,
  credits: TextList,
  weaknesses: Text,
];

export type SuppressionRow = readonly [reason: Text, owner: Text, expires: Text, source: Text];

export type RemediationRow = readonly [
  action: Text,
  version: Text,
  major: 0 | 1,
  direct: Text,
  directVersion: Text,
  text: Text,
];

export type FindingRow = readonly [
  /** Index into `rules`. */
  rule: number,
  found: PackageIndex,
  confidence: Text,
  certainty: Text,
  /** Index into `places`. */
  locations: number,
  /** Index into `evidence`. */
  evidence: number,
  fixedIn: TextList,
  /** Index into `remediations`, -1 is none. */
  remediation: number,
  status: Text,
  justification: Text,
  suppression: SuppressionRow | null,
  isNew: Answer,
  fileHashes: readonly (readonly [path: Text, sha256: Text])[],
  /** Its place in the one order, in the function where it is the worst: 0 to 100, larger is worse. */
  rank: number,
  isNotLinked: 0 | 1,
];

export type ChangeRow = readonly [
  action: Text,
  ecosystem: Text,
  name: Text,
  alias: Text,
  from: TextList,
  to: Text,
  major: 0 | 1,
  broughtBy: TextList,
  command: Text,
  folders: TextList,
  list: Text,
  /** Indexes into the findings of the same artifact. */
  clears: readonly number[],
];

export interface ArtifactRow {
  readonly id: Text;
  readonly sha256: Text;
  readonly kind: Text;
  readonly path: Text;
  readonly size: number;
  readonly coverage: Coverage;
  readonly roots: readonly RootRow[];
  readonly packages: readonly PackageRow[];
  readonly findings: readonly FindingRow[];
  readonly changes: readonly ChangeRow[];
  readonly problems: readonly ProblemRow[];
  /** Why not all of it was seen; an empty list when it was. */
  readonly reasons: TextList;
}

/** Of a package that is not simply there: artifact and package by index, and what is loaded instead. */
export type ViewRow = readonly [
  artifact: number,
  found: PackageIndex,
  reachable: Answer,
  byArtifact: number,
  byPackage: PackageIndex,
];

/** A finding of what a function mounts, by indexes, as it is in that function. */
export type MountedFindingRow = readonly [
  artifact: number,
  finding: number,
  isNew: Answer,
  suppression: SuppressionRow | null,
];

export interface FunctionRow {
  readonly id: Text;
  readonly name: Text;
  readonly platform: Text;
  readonly runtime: Text;
  readonly handler: Text;
  readonly architecture: Text;
  readonly account: Text;
  readonly region: Text;
  readonly arn: Text;
  readonly declaredIn: readonly [path: Text, line: number] | null;
  readonly tags: readonly (readonly [name: Text, value: Text])[];
  readonly mounts: readonly (readonly [artifact: number, path: Text])[];
  readonly role: readonly [name: Text, arn: Text, policies: TextList] | null;
  readonly triggers: readonly (readonly [type: Text, detail: Text, access: Text, statement: Text])[];
  /** Null if nothing about its triggers is known. */
  readonly exposure: readonly [level: Text, statements: TextList] | null;
  /** The worst that its role may do; null if that is not known. */
  readonly roleReach: readonly [power: Text, words: Text] | null;
  /** Null if its code was not analysed. */
  readonly permissions:
    | readonly [
        needed: TextList,
        excess: TextList,
        lacked: TextList,
        unreadPolicies: TextList,
        unresolved: TextList,
      ]
    | null;
  readonly environment: TextList;
  readonly views: readonly ViewRow[];
  readonly runtimePackages: readonly PackageRow[];
  /** Null when it is all findings of all mounts, as they are there. */
  readonly mountedFindings: readonly MountedFindingRow[] | null;
  readonly ownFindings: readonly FindingRow[];
  /** The rank of its worst open finding; -1 without one. */
  readonly rank: number;
  readonly problems: readonly ProblemRow[];
  readonly complete: boolean;
  readonly reasons: TextList;
  /** What is accepted unseen, with reason and owner. */
  readonly accepted: TextList;
}

/** Tables come after the rows that fill them. */
export interface PageData {
  readonly head: Pick<Report, 'tool' | 'scannedAt' | 'options' | 'data' | 'summary'> & {
    /** Of the open findings, those that are only possible. */
    readonly possible: SeverityCounts;
    /** Rows of the list of packages: versions of packages, wherever they are. */
    readonly packageRows: number;
  };
  readonly problems: readonly ProblemRow[];
  readonly artifacts: readonly ArtifactRow[];
  readonly functions: readonly FunctionRow[];
  readonly descriptions: readonly DescriptionRow[];
  readonly rules: readonly RuleRow[];
  readonly remediations: readonly RemediationRow[];
  readonly places: readonly (readonly PlaceRow[])[];
  readonly evidence: readonly (readonly EvidenceRow[])[];
  readonly lists: readonly (readonly Text[])[];
  readonly strings: readonly string[];
}
