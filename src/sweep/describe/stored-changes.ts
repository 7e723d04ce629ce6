import type { FindingChange, FindingKind, Severity } from '../../model/index.js';
import { findingsIn, type Sql } from '../../store/index.js';
import type { SweptFinding } from '../sweep-report.js';

function changeOf(change: FindingChange['change'], found: SweptFinding): FindingChange {
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
export async function storedChanges(sql: Sql, run: number): Promise<FindingChange[]> {
  const changes: FindingChange[] = [];
  for (const state of ['new', 'fixed'] as const) {
    const found = (await findingsIn(sql, run, { state, limit: null })) as SweptFinding[];
    changes.push(...found.map((one) => changeOf(state, one)));
  }
  return changes;
}
