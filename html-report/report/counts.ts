import { SEVERITIES, type Severity } from '../../src/model/severity.js';
import type { Answer, FindingRow } from '../../src/reporters/html/page-data.js';
import type { Counts, Finding, FunctionView, Rule, Tally } from './model.js';
import type { Tables } from './read-rows.js';

export { SEVERITIES };

export const NO_COUNTS: Counts = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };

export function addCounts(...all: readonly Counts[]): Counts {
  const [only] = all;
  if (only && all.length === 1) return only;
  const sum = { ...NO_COUNTS };
  for (const counts of all) for (const severity of SEVERITIES) sum[severity] += counts[severity];
  return sum;
}

export function countSeverities(severities: Iterable<Severity>): Counts {
  const counts = { ...NO_COUNTS };
  for (const severity of severities) counts[severity] += 1;
  return counts;
}

export function openCounts(findings: readonly Finding[]): Counts {
  if (findings.length === 0) return NO_COUNTS;
  return countSeverities(findings.filter(({ status }) => status === 'open').map(({ rule }) => rule.severity));
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
    counts: countSeverities(open.map(({ row: [rule] }) => tables.rule(rule).severity)),
    hasMalware: open.some(({ row: [rule, , , certainty] }) =>
      isMalicious(tables.rule(rule), tables.text(certainty)),
    ),
    hasNew: open.some(({ isNew }) => isNew === 1),
  };
}

export function totalOf(counts: Counts): number {
  return SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
}

export function worstOf(counts: Counts): Severity | null {
  return SEVERITIES.find((severity) => counts[severity] > 0) ?? null;
}

/** Negative when `a` is worse: more of the worst severity that they differ in. */
export function compareCounts(a: Counts, b: Counts): number {
  // Most of a hundred thousand packages have nothing, and share that.
  if (a === b) return 0;
  for (const severity of SEVERITIES) if (a[severity] !== b[severity]) return b[severity] - a[severity];
  return 0;
}

/** Worst first; of two with nothing found, the one that was not seen whole. */
export function compareRisk(a: FunctionView, b: FunctionView): number {
  return (
    Number(b.hasMalware) - Number(a.hasMalware) ||
    compareCounts(a.counts, b.counts) ||
    Number(a.complete) - Number(b.complete) ||
    compareText(a.name, b.name)
  );
}

export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
