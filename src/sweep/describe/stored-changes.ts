import type { FindingKind, Severity } from '../../model/index.js';
import { findingsIn, type Sql } from '../../store/index.js';
import type { SweptFinding } from '../sweep-report.js';

/** A finding that came or went since the last sweep that saw its function, as that sweep judged it. */
export interface StoredChange {
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

/** More findings than a store has. */
export const ALL_FINDINGS = 10_000_000;

function changeOf(change: StoredChange['change'], found: SweptFinding): StoredChange {
  const { severity, kind, rule, detail, account, region } = found;
  return {
    change,
    severity: severity as Severity,
    kind: kind as FindingKind,
    rule,
    title: detail.title,
    subject: detail.package,
    function: `${found.function.split(':').at(6) ?? found.function} (${account} ${region})`,
  };
}

/** What a sweep found new or fixed: the new ones first, the worst first. */
export async function storedChanges(sql: Sql, run: number): Promise<StoredChange[]> {
  const changes: StoredChange[] = [];
  for (const state of ['new', 'fixed'] as const) {
    const found = (await findingsIn(sql, run, { state, limit: ALL_FINDINGS })) as SweptFinding[];
    changes.push(...found.map((one) => changeOf(state, one)));
  }
  return changes;
}
