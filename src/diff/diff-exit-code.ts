import { severityWeight, type FailLevel, type Severity } from '../model/index.js';
import { EXIT } from '../policy/index.js';
import type { FindingChange, ReportDiff } from './compare-reports.js';

/** Whether a change is one for the worse: a finding that was not open before, or is graver now. */
function isWorse({ change, finding, before }: FindingChange): boolean {
  if (finding.status !== 'open') return false;
  if (change === 'new') return true;
  if (change !== 'changed' || before === null) return false;
  return before.status !== 'open' || severityWeight(finding.severity) > severityWeight(before.severity);
}

/** 1 for new findings at or above a level (malware at any but `none`; questions at none), 4 when not all was seen, else 0. */
export function diffExitCode({ findings, complete }: ReportDiff, failOn: FailLevel): number {
  const fails = findings.some((change) => {
    if (failOn === 'none' || !isWorse(change)) return false;
    const { kind, severity, isQuestion } = change.finding;
    if (isQuestion) return false;
    return kind === 'malware' || severityWeight(severity) >= severityWeight(failOn satisfies Severity);
  });
  if (fails) return EXIT.findings;
  return complete ? EXIT.clean : EXIT.incomplete;
}
