import { SEVERITIES, type Severity } from '../../src/model/severity.js';
import type { Answer, FindingRow, PackageRow } from '../../src/reporters/html/page-data.js';
import type { Counts, Finding, FunctionView, Rule, Tally } from './model.js';
import type { Tables } from './read-rows.js';

export { SEVERITIES };

const KEYS = [...SEVERITIES, 'possible'] as const;

export const NO_COUNTS: Counts = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0, possible: 0 };

export function addCounts(...all: readonly Counts[]): Counts {
  const [only] = all;
  if (only && all.length === 1) return only;
  const sum = { ...NO_COUNTS };
  for (const counts of all) for (const key of KEYS) sum[key] += counts[key];
  return sum;
}

/** A finding as it is counted. */
interface Counted {
  readonly severity: Severity;
  readonly isPossible: boolean;
  readonly hasMalware: boolean;
  readonly isNew: boolean;
}

/** Open findings by what they say: a flaw of a package in one version counts once, however many copies there are. */
export type OpenFindings = ReadonlyMap<string, Counted>;

function countedOf({ severity, kind }: Rule, certainty: string, isNew: boolean): Counted {
  const hasMalware = isMalicious({ severity, kind }, certainty);
  return { severity, isPossible: certainty === 'possible', hasMalware, isNew };
}

/** Of the same finding in several places: what is certain, and new, anywhere. */
function joined(a: Counted | undefined, b: Counted): Counted {
  if (!a) return b;
  return {
    severity: a.severity,
    isPossible: a.isPossible && b.isPossible,
    hasMalware: a.hasMalware || b.hasMalware,
    isNew: a.isNew || b.isNew,
  };
}

function countFindings(findings: Iterable<Counted>): Counts {
  const counts = { ...NO_COUNTS };
  for (const { severity, isPossible } of findings) counts[isPossible ? 'possible' : severity] += 1;
  return counts;
}

/** What a finding says, and about what: equal for copies of a package in one version. */
export function subjectKey({ rule, found, artifact, owner, locations }: Finding): string {
  const flaw = `${rule.kind}\n${rule.id}`;
  if (found) return `${flaw}\n${found.ecosystem}\n${found.name}\n${found.version}`;
  return `${flaw}\n${rule.title}\n${artifact?.key ?? owner?.key ?? ''}\n${locations[0]?.path ?? ''}`;
}

export function openCounts(findings: readonly Finding[]): Counts {
  if (findings.length === 0) return NO_COUNTS;
  const open = new Map<string, Counted>();
  for (const finding of findings) {
    if (finding.status !== 'open') continue;
    const key = subjectKey(finding);
    open.set(key, joined(open.get(key), countedOf(finding.rule, finding.certainty, finding.isNew === true)));
  }
  return countFindings(open.values());
}

const NO_TALLY: Tally = { counts: NO_COUNTS, hasMalware: false, hasNew: false };

/** What open findings come to; those that several have count once. */
export function tallyOf(...all: readonly OpenFindings[]): Tally {
  const filled = all.filter(({ size }) => size > 0);
  const [first] = filled;
  if (!first) return NO_TALLY;
  const open = filled.length === 1 ? first : joinedFindings(filled);
  const findings = [...open.values()];
  return {
    counts: countFindings(findings),
    hasMalware: findings.some(({ hasMalware }) => hasMalware),
    hasNew: findings.some(({ isNew }) => isNew),
  };
}

function joinedFindings(all: readonly OpenFindings[]): OpenFindings {
  const open = new Map<string, Counted>();
  for (const one of all) for (const [key, counted] of one) open.set(key, joined(open.get(key), counted));
  return open;
}

/** Malware beyond doubt: a low severity says that honest code may look like it. */
export function isMalicious({ kind, severity }: Pick<Rule, 'kind' | 'severity'>, certainty: string): boolean {
  return kind === 'malware' && certainty === 'certain' && (severity === 'critical' || severity === 'high');
}

/** A row of a finding, as it is where it is counted. */
export interface CountedRow {
  readonly row: FindingRow;
  readonly isNew: Answer;
  /** What its package index points into. */
  readonly packages: readonly PackageRow[];
  /** Of the artifact or the function that has it. */
  readonly holder: string;
}

/** Rows of findings as their holder has them. */
export function asTheyAre(
  rows: readonly FindingRow[],
  holder: Pick<CountedRow, 'packages' | 'holder'>,
): readonly CountedRow[] {
  return rows.map((row) => {
    const [, , , , , , , , , , , isNew] = row;
    return { row, isNew, ...holder };
  });
}

/** `subjectKey` of a row, by indexes. */
function rowKey({ row: [rule, found, , , locations], packages, holder }: CountedRow): string {
  const about = packages[found];
  if (!about) return `${rule} ${holder} ${locations}`;
  const [name, ecosystem, , version, candidates] = about;
  return `${rule} ${ecosystem} ${name} ${version} ${candidates}`;
}

/** The open ones among rows. */
export function openRows(rows: readonly CountedRow[], tables: Tables): OpenFindings {
  const open = new Map<string, Counted>();
  for (const counted of rows) {
    const [rule, , , certainty, , , , , status] = counted.row;
    if (tables.text(status) !== 'open') continue;
    const key = rowKey(counted);
    const one = countedOf(tables.rule(rule), tables.text(certainty), counted.isNew === 1);
    open.set(key, joined(open.get(key), one));
  }
  return open;
}

export function totalOf(counts: Readonly<Record<Severity, number>>): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
}

export function worstOf(counts: Counts): Severity | null {
  return SEVERITIES.find((severity) => counts[severity] > 0) ?? null;
}

/** Negative when `a` is worse: more of the worst severity that they differ in; what is only possible comes last. */
export function compareCounts(a: Counts, b: Counts): number {
  // Most of a hundred thousand packages have nothing, and share that.
  if (a === b) return 0;
  for (const key of KEYS) if (a[key] !== b[key]) return b[key] - a[key];
  return 0;
}

/** Sorts by severity; of two without findings, the one that was not seen as a whole comes first. */
export function compareWorst(a: FunctionView, b: FunctionView): number {
  return (
    Number(b.hasMalware) - Number(a.hasMalware) ||
    compareCounts(a.counts, b.counts) ||
    Number(a.complete) - Number(b.complete) ||
    compareText(a.name, b.name)
  );
}

/** The one order of reports: malware, then the worst finding by reachability, exposure, severity and role. */
export function compareRisk(a: FunctionView, b: FunctionView): number {
  return Number(b.hasMalware) - Number(a.hasMalware) || b.rank - a.rank || compareWorst(a, b);
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
