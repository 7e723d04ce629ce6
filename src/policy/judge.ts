import type { Artifact, Finding, FunctionReport, Problem, Severity, Summary } from '../model/index.js';
import { incompleteReasons, reasonOfNothingSeen, reasonOfProblems } from './completeness.js';

/** A function joined with its artifacts, judged: is what we say of it all there is? */
export function judgeFunction(
  joined: Omit<FunctionReport, 'complete' | 'reasons'>,
  artifacts: ReadonlyMap<string, Artifact>,
): FunctionReport {
  const mounted = [...new Set(joined.mounts.map(({ artifact }) => artifact))].flatMap(
    (id) => artifacts.get(id) ?? [],
  );
  const reasons = [...reasonOfProblems(joined.problems), ...mounted.flatMap(incompleteReasons)];
  if (reasons.length === 0) reasons.push(...reasonOfNothingSeen(mounted));
  return { ...joined, complete: reasons.length === 0, reasons };
}

function countBySeverity(findings: readonly Finding[]): Record<Severity, number> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, unknown: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

export interface Judged {
  readonly artifacts: readonly Artifact[];
  readonly functions: readonly FunctionReport[];
  /** Of the run itself: targets that could not be read, advisory data that is missing or old. */
  readonly problems: readonly Problem[];
  /** Findings were compared with a baseline. */
  readonly compared?: boolean;
}

/** Sums a report up. Every reason that keeps it from being complete is in `reasons`, once. */
export function summarise({ artifacts, functions, problems, compared = false }: Judged): Summary {
  const own = functions.flatMap(({ findings }) => findings.filter((finding) => 'kind' in finding));
  const findings = [...artifacts.flatMap((artifact) => artifact.findings), ...own];
  const open = findings.filter(({ status }) => status === 'open');
  const reasons = new Set([
    ...problems
      .filter(({ affectsCompleteness }) => affectsCompleteness)
      .map(({ path, message }) => (path ? `${path}: ${message}` : message)),
    ...functions.flatMap((fn) => fn.reasons),
    ...artifacts.flatMap(incompleteReasons),
  ]);
  return {
    functions: functions.length,
    artifacts: artifacts.length,
    packages: artifacts.reduce((sum, { packages }) => sum + packages.length, 0),
    findings: countBySeverity(open),
    newFindings: compared ? countBySeverity(open.filter(({ isNew }) => isNew)) : null,
    setAside: findings.length - open.length,
    complete: reasons.size === 0,
    reasons: [...reasons],
  };
}
