import type { FunctionReport, Package, Report } from '../../model/index.js';
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

type Fields = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Fields of a row, ready to be written; those that it lacks are empty. */
function fieldsOf(row: Row): Partial<Fields> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, csvField(value ?? '')]));
}

function lineOf(fields: Partial<Fields>): string {
  return `${COLUMNS.map((column) => fields[column] ?? '').join(',')}\n`;
}

function line(row: Row): string {
  return lineOf(fieldsOf(row));
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
function* findingLines(
  sighting: Sighting,
  fieldsOfFunction: ReadonlyMap<FunctionReport, Partial<Fields>>,
): Generator<string> {
  const fields = fieldsOf(findingRow(sighting));
  if (sighting.functions.length === 0) yield lineOf(fields);
  for (const fn of sighting.functions) yield lineOf({ ...fields, ...fieldsOfFunction.get(fn) });
}

function functionFields({ name, id, declaredIn }: FunctionReport): Partial<Fields> {
  return fieldsOf({ function: name, function_id: id, declared_in: declaredIn?.path ?? null });
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
  // Thousands of functions share a layer with its findings: each text is made ready once.
  const functions = new Map(report.functions.map((fn) => [fn, functionFields(fn)]));
  for (const sighting of sightingsOf(indexReport(report))) yield* findingLines(sighting, functions);
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
