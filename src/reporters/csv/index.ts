import type { Package, Report } from '../../model/index.js';
import { escapeTerminal } from '../escape-terminal.js';
import { indexReport } from '../report-index.js';
import type { Reporter } from '../reporter.js';
import { sightingsOf, type Sighting } from '../sightings.js';
import { inChunks } from '../stream-json.js';
import { problemsOf, type ToldProblem } from '../told-problems.js';

const COLUMNS = [
  'record',
  'function',
  'function_id',
  'artifact',
  'ecosystem',
  'package',
  'version',
  'kind',
  'rule',
  'severity',
  'score',
  'certainty',
  'status',
  'title',
  'fixed_in',
  'remediation',
  'fingerprint',
  'why',
  'declared_in',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | null>>;

/**
 * A field that neither ends early nor is taken for a formula by a spreadsheet.
 * https://www.rfc-editor.org/rfc/rfc4180, https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvField(value: string): string {
  const prefix = /^\s*[=+\-@\t\r|%]/.test(value) ? "'" : '';
  const shown = prefix + escapeTerminal(value);
  return /[",;'\n]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

function line(row: Row): string {
  return `${COLUMNS.map((column) => csvField(row[column] ?? '')).join(',')}\n`;
}

function packageCells({ ecosystem, name, version, candidates }: Package): Row {
  return { ecosystem, package: name, version: version ?? candidates.join(' or ') };
}

function findingRow({ finding, artifact, found }: Sighting): Row {
  return {
    record: 'finding',
    artifact: artifact?.path ?? null,
    ...(found === null ? {} : packageCells(found)),
    kind: finding.kind,
    rule: finding.rule,
    severity: finding.severity,
    score: finding.score === null ? null : String(finding.score),
    certainty: finding.certainty,
    status: finding.status,
    title: finding.title,
    fixed_in: finding.fixedIn.join(' '),
    remediation: finding.remediation?.text ?? null,
    fingerprint: finding.fingerprint,
    why: finding.why,
  };
}

/** A line for each function that a finding concerns; one without a function when nothing mounts the artifact. */
function* findingLines(sighting: Sighting): Generator<string> {
  const row = findingRow(sighting);
  if (sighting.functions.length === 0) yield line(row);
  for (const { name, id, declaredIn } of sighting.functions) {
    yield line({ ...row, function: name, function_id: id, declared_in: declaredIn?.path ?? null });
  }
}

function problemLine({ where, path, code, message, affectsCompleteness }: ToldProblem): string {
  const record = affectsCompleteness ? 'incomplete' : 'problem';
  return line({
    record,
    artifact: where ?? '',
    kind: code,
    title: path === '' ? message : `${path}: ${message}`,
  });
}

function* linesOf(report: Report): Generator<string> {
  yield line(Object.fromEntries(COLUMNS.map((column) => [column, column])) as Row);
  for (const reason of report.summary.reasons) yield line({ record: 'incomplete', title: reason });
  if (!report.options.finished) yield line({ record: 'incomplete', title: 'The scan was interrupted.' });
  for (const problem of problemsOf(report)) yield problemLine(problem);
  for (const sighting of sightingsOf(indexReport(report))) yield* findingLines(sighting);
}

/** CSV for spreadsheets and databases: a line for each function and finding, and for whatever was not seen. Lines end by LF. */
export const csv = {
  id: 'csv',
  title: 'CSV, a line for each function and finding',
  extension: 'csv',
  *render(report: Report) {
    yield* inChunks(linesOf(report));
  },
} satisfies Reporter;
