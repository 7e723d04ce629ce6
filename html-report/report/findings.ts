import { UNKNOWN_LICENSE } from '../../src/policy/license-verdict.js';
import { subjectKey } from './counts.js';
import { lazyBy } from './lazy.js';
import type { Finding, FunctionView, Report } from './model.js';

/** Every finding, each once: those of artifacts, then those of functions themselves. */
export const allFindings = lazyBy((report: Report): readonly Finding[] => [
  ...report.artifacts.flatMap((artifact) => artifact.findings()),
  ...report.functions.flatMap((fn) => fn.findings().filter(({ owner }) => owner === fn)),
]);

/** Functions that a finding is about: all that mount the artifact and do not set it aside for themselves. */
export function functionsOf(finding: Finding): readonly FunctionView[] {
  const { artifact, owner } = finding;
  if (owner) return [owner];
  return artifact?.functions().filter((fn) => !fn.setsAside(finding)) ?? [];
}

/** Findings that one row shows: those of a rule about a version of a package, wherever it is. */
export interface FindingGroup {
  readonly findings: readonly Finding[];
  readonly functions: readonly FunctionView[];
}

/** @param keyOf what findings of one row have in common, beside their status. */
export function groupFindings(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string = subjectKey,
): readonly FindingGroup[] {
  const groups = new Map<string, { findings: Finding[]; functions: Set<FunctionView> }>();
  for (const finding of findings) {
    const key = `${finding.status}\n${keyOf(finding)}`;
    const group = groups.get(key) ?? { findings: [], functions: new Set() };
    groups.set(key, group);
    group.findings.push(finding);
    for (const fn of functionsOf(finding)) group.functions.add(fn);
  }
  return [...groups.values()].map((group) => ({
    findings: group.findings.sort((a, b) => b.rank - a.rank),
    functions: [...group.functions],
  }));
}

/** Rows of the list: packages without a known licence share one, so that they do not hide what is wrong. */
export const findingGroups = lazyBy((report: Report) =>
  groupFindings(allFindings(report), (finding) =>
    finding.rule.id === UNKNOWN_LICENSE ? UNKNOWN_LICENSE : subjectKey(finding),
  ),
);

export type Reach = 'reached' | 'unknown' | 'not reached' | 'not linked';

/** What decides between several: one function that loads it, then one of which that is not known. */
const REACH_ORDER: readonly Reach[] = ['reached', 'unknown', 'not reached', 'not linked'];

function reachIn({ found, isNotLinked }: Finding, fn: FunctionView): Reach {
  if (isNotLinked) return 'not linked';
  const reachable = found ? fn.viewOf(found).reachable : null;
  if (reachable === null) return 'unknown';
  return reachable ? 'reached' : 'not reached';
}

/** Whether functions load the code that findings are about, in any function. */
export function reachabilityOf(findings: readonly Finding[]): Reach {
  let least = REACH_ORDER.length;
  for (const finding of findings) {
    for (const fn of functionsOf(finding)) least = Math.min(least, REACH_ORDER.indexOf(reachIn(finding, fn)));
    if (least === 0) break;
  }
  return REACH_ORDER[least] ?? 'unknown';
}
