import { SEVERITIES, type Severity } from '../../src/model/severity.js';
import type { Answer, FindingRow } from '../../src/reporters/html/page-data.js';
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
type Counted = readonly [severity: Severity, certainty: string];

function countFindings(findings: Iterable<Counted>): Counts {
  const counts = { ...NO_COUNTS };
  for (const [severity, certainty] of findings) counts[certainty === 'possible' ? certainty : severity] += 1;
  return counts;
}

export function openCounts(findings: readonly Finding[]): Counts {
  if (findings.length === 0) return NO_COUNTS;
  const open = findings.filter(({ status }) => status === 'open');
  return countFindings(open.map(({ rule, certainty }) => [rule.severity, certainty]));
}

const NO_TALLY: Tally = { counts: NO_COUNTS, hasMalware: false, hasNew: false };

export function addTallies(...all: readonly Tally[]): Tally {
  return {
    counts: addCounts(...all.map(({ counts }) => counts)),
    hasMalware: all.some(({ hasMalware }) => hasMalware),
    hasNew: all.some(({ hasNew }) => hasNew),
  };
}

/** Malware beyond doubt: a low severity says that honest code may look like it. */
export function isMalicious({ kind, severity }: Rule, certainty: string): boolean {
  return kind === 'malware' && certainty === 'certain' && (severity === 'critical' || severity === 'high');
}

/** A row of a finding, and whether it is new where it is counted. */
export interface CountedRow {
  readonly row: FindingRow;
  readonly isNew: Answer;
}

export function asTheyAre(rows: readonly FindingRow[]): readonly CountedRow[] {
  return rows.map((row) => {
    const [, , , , , , , , , , , isNew] = row;
    return { row, isNew };
  });
}

/** What rows come to, that are open. */
export function tallyRows(rows: readonly CountedRow[], tables: Tables): Tally {
  if (rows.length === 0) return NO_TALLY;
  const open = rows.filter(({ row: [, , , , , , , , status] }) => tables.text(status) === 'open');
  return {
    counts: countFindings(
      open.map(({ row: [rule, , , certainty] }) => [tables.rule(rule).severity, tables.text(certainty)]),
    ),
    hasMalware: open.some(({ row: [rule, , , certainty] }) =>
      isMalicious(tables.rule(rule), tables.text(certainty)),
    ),
    hasNew: open.some(({ isNew }) => isNew === 1),
  };
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
