import {
  fingerprintInFunction,
  gapWords,
  problemSentence,
  type FunctionReport,
  type Package,
  type Report,
} from '../../model/index.js';
import { riskRank } from '../../policy/index.js';
import { asideWords, suppressionWords } from '../aside-words.js';
import { csvField } from './csv-field.js';
import { indexReport } from '../report-index.js';
import type { Reporter } from '../reporter.js';
import { worstRisk } from '../risks.js';
import { sightingsOf, worstSightings, type Sighting } from '../sightings.js';
import { inChunks } from '../stream-json.js';
import { problemsOf, type LocatedProblem } from '../located-problems.js';

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
  'set_aside',
  'exposure',
  'loaded',
  'rank',
] as const;

type Row = Partial<Record<(typeof COLUMNS)[number], string | null>>;

type RowFields = Readonly<Record<(typeof COLUMNS)[number], string>>;

/** Fields of a row, ready to be written; those that it lacks are empty. */
function fieldsOf(row: Row): Partial<RowFields> {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, csvField(value ?? '')]));
}

function lineOf(fields: Partial<RowFields>): string {
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
    set_aside: asideWords(finding),
  };
}

/** The common inputs of a function's lines. */
interface FunctionCells {
  readonly fields: Partial<RowFields>;
  /** Why, by `{artifact id}#{finding id}`, something is set aside in this function, but not wherever it was found. */
  readonly aside: ReadonlyMap<string, string>;
  /** The function in a list. */
  readonly alone: readonly [FunctionReport];
}

function functionCells(fn: FunctionReport): FunctionCells {
  const { name, id, declaredIn, findings, exposure } = fn;
  const aside = findings.flatMap((finding) =>
    'kind' in finding || finding.suppression === null
      ? []
      : [[`${finding.artifact}#${finding.id}`, csvField(suppressionWords(finding.suppression))] as const],
  );
  return {
    fields: fieldsOf({
      function: name,
      function_id: id,
      declared_in: declaredIn?.path ?? null,
      exposure: exposure?.level ?? null,
    }),
    aside: new Map(aside),
    alone: [fn],
  };
}

/** Fields of a finding of an artifact that differ from function to function. */
function fieldsInFunction(
  { finding, artifact }: Sighting,
  { id }: FunctionReport,
  aside: FunctionCells['aside'],
) {
  if (artifact === null) return {};
  const fingerprint = csvField(fingerprintInFunction(finding.fingerprint, id));
  const why = aside.size > 0 ? aside.get(`${artifact.id}#${finding.id}`) : undefined;
  return why === undefined ? { fingerprint } : { fingerprint, status: 'suppressed', set_aside: why };
}

const LOADED: ReadonlyMap<boolean | null, string> = new Map([
  [true, 'yes'],
  [false, 'no'],
]);

/** Whether the function loads it, and its place in the one order: larger is worse. Empty where that is not known. */
function riskFields(
  { finding, artifact }: Sighting,
  functions: readonly FunctionReport[],
): Partial<RowFields> {
  const risk = worstRisk(finding, artifact, functions);
  return { loaded: LOADED.get(risk.reachable) ?? '', rank: String(riskRank(risk)) };
}

/** A line for each function that a finding concerns; one without a function when nothing mounts the artifact. */
function* findingLines(
  sighting: Sighting,
  cells: ReadonlyMap<FunctionReport, FunctionCells>,
): Generator<string> {
  const fields = fieldsOf(findingRow(sighting));
  if (sighting.functions.length === 0) yield lineOf({ ...fields, ...riskFields(sighting, []) });
  for (const fn of sighting.functions) {
    const own = cells.get(fn);
    if (!own) continue;
    const inFunction = fieldsInFunction(sighting, fn, own.aside);
    yield lineOf({ ...fields, ...own.fields, ...inFunction, ...riskFields(sighting, own.alone) });
  }
}

function problemLine({ where, ...problem }: LocatedProblem): string {
  const record = problem.affectsCompleteness ? 'incomplete' : 'problem';
  return line({
    record,
    artifact: where ?? '',
    kind: problem.code,
    title: problemSentence(problem),
  });
}

function* linesOf(report: Report): Generator<string> {
  yield line(Object.fromEntries(COLUMNS.map((column) => [column, column])) as Row);
  for (const reason of report.summary.reasons) yield line({ record: 'incomplete', title: reason });
  for (const gap of report.summary.acceptedGaps)
    yield line({
      record: 'accepted-gap',
      artifact: gap.artifact ?? '',
      kind: gap.code,
      title: gapWords({ ...gap, artifact: null }),
      set_aside: suppressionWords(gap.suppression),
    });
  if (!report.options.finished) yield line({ record: 'incomplete', title: 'The scan was interrupted.' });
  for (const problem of problemsOf(report)) yield problemLine(problem);
  // Thousands of functions share a layer with its findings: each text is made ready once.
  const functions = new Map(report.functions.map((fn) => [fn, functionCells(fn)]));
  for (const sighting of worstSightings(sightingsOf(indexReport(report))))
    yield* findingLines(sighting, functions);
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
