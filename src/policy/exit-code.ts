import { severityWeight, type Artifact, type Finding, type Report, type Severity } from '../model/index.js';
import { questionsOf } from './completeness.js';

/** Levels of --fail-on: the lowest severity that fails, or `none`. */
export const FAIL_LEVELS = ['critical', 'high', 'medium', 'low', 'none'] as const;
export type FailLevel = (typeof FAIL_LEVELS)[number];

/** Exit codes of DESIGN §5. */
export const EXIT = { clean: 0, findings: 1, usage: 2, nothing: 3, incomplete: 4, internal: 5 } as const;

function reaches(finding: Finding, level: Exclude<FailLevel, 'none'>): boolean {
  if (finding.kind === 'malware' && finding.certainty === 'certain') return true;
  return severityWeight(finding.severity) >= severityWeight(level satisfies Severity);
}

function fails(artifact: Artifact, level: Exclude<FailLevel, 'none'>): boolean {
  const questions = new Set(questionsOf(artifact));
  return artifact.findings.some(
    (finding) => finding.status === 'open' && !questions.has(finding) && reaches(finding, level),
  );
}

/** Whether anything was there to look at: a README alone is not a function. */
function hasContent(report: Report): boolean {
  if (report.functions.length > 0 && report.artifacts.length === 0) return true;
  return report.artifacts.some(
    ({ coverage, packages, problems }) =>
      coverage.codeBytes > 0 || packages.length > 0 || problems.length > 0,
  );
}

/** The exit code of a finished scan; the highest reason of DESIGN §5 applies. */
export function exitCodeOf(report: Report, failOn: FailLevel): number {
  if (!hasContent(report)) return EXIT.nothing;
  if (failOn !== 'none') {
    const own = report.functions.flatMap(({ findings }) => findings.filter((finding) => 'kind' in finding));
    if (report.artifacts.some((artifact) => fails(artifact, failOn))) return EXIT.findings;
    if (own.some((finding) => finding.status === 'open' && reaches(finding, failOn))) return EXIT.findings;
  }
  return report.summary.complete || report.options.allowIncomplete ? EXIT.clean : EXIT.incomplete;
}
