import { SEVERITIES, type FunctionReport, type Report, type Severity } from '../model/index.js';
import { escapeTerminal } from '../reporters/index.js';
import { oldestData } from './data-age.js';

/** Files that were written, by output; '' for none. */
export interface WrittenFiles {
  readonly reportDir: string;
  readonly json: string;
  readonly sarif: string;
  readonly sbomDir: string;
  readonly db: string;
}

/** Names and meanings of the Action's outputs, as `action.yml` declares them; a test holds the two equal. */
export const ACTION_OUTPUTS = [
  { name: 'result-json', description: 'Path of the JSON report.' },
  { name: 'sarif', description: 'Path of the SARIF report.' },
  { name: 'sbom-dir', description: 'Folder of the SBOMs that format lists; empty without any.' },
  { name: 'report-dir', description: 'Folder of all reports.' },
  { name: 'functions', description: 'How many functions were found.' },
  { name: 'functions-affected', description: 'How many of them have open findings.' },
  {
    name: 'new-findings',
    description: 'How many findings are new: the baseline lacks them. Without a baseline, all open findings.',
  },
  {
    name: 'worst-severity',
    description: 'Highest severity of these findings: critical, high, medium, low, unknown or none.',
  },
  { name: 'complete', description: 'true when the scan is complete, else false.' },
  { name: 'compared', description: 'true when there was a baseline, else false.' },
  { name: 'db', description: 'Folder of the advisory database.' },
  { name: 'data-as-of', description: 'Date of the oldest advisories that were used.' },
  { name: 'comment-url', description: 'Address of the comment that was written, else empty.' },
] as const;

type OutputName = (typeof ACTION_OUTPUTS)[number]['name'];

function affectedFunctions({ artifacts, functions }: Report): FunctionReport[] {
  const open = new Set(
    artifacts.flatMap(({ id, findings }) =>
      findings.filter(({ status }) => status === 'open').map((finding) => `${id}#${finding.id}`),
    ),
  );
  return functions.filter(({ findings }) =>
    findings.some((finding) =>
      'kind' in finding
        ? finding.status === 'open'
        : finding.suppression === null && open.has(`${finding.artifact}#${finding.id}`),
    ),
  );
}

/** Whether findings fail that the baseline has too. */
export function countsOldFindings({ options: { baseline, gate } }: Report): boolean {
  return baseline !== null && !gate.newOnly;
}

/** Counts of new findings, or of all findings without a baseline. */
export function countedFindings({ summary }: Report): Readonly<Record<Severity, number>> {
  return summary.newFindings ?? summary.findings;
}

/** Values of the outputs, each of one line. */
export function outputsOf(
  report: Report,
  files: WrittenFiles,
  commentUrl: string | null,
): ReadonlyMap<OutputName, string> {
  const counts = countedFindings(report);
  const total = SEVERITIES.reduce((sum, severity) => sum + counts[severity], 0);
  return new Map<OutputName, string>([
    ['result-json', files.json],
    ['sarif', files.sarif],
    ['sbom-dir', files.sbomDir],
    ['report-dir', files.reportDir],
    ['functions', String(report.functions.length)],
    ['functions-affected', String(affectedFunctions(report).length)],
    ['new-findings', String(total)],
    ['worst-severity', SEVERITIES.find((severity) => counts[severity] > 0) ?? 'none'],
    ['complete', String(report.summary.complete && report.options.finished)],
    ['compared', String(report.options.baseline !== null)],
    ['db', files.db],
    ['data-as-of', escapeTerminal(oldestData(report))],
    ['comment-url', escapeTerminal(commentUrl ?? '')],
  ]);
}
