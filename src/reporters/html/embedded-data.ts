import type { AdvisoryText, Package, Report } from '../../model/index.js';
import { escapedLines, weaknessWords } from '../markup.js';
import { countBySeverity, type SeverityCounts } from '../amounts.js';
import { indexReport } from '../report-index.js';
import { artifactRow, problemRow } from './artifact-row.js';
import { embedded, shown } from './document.js';
import { functionRow, indexArtifacts } from './function-row.js';
import type { DescriptionRow, PageData } from './page-data.js';
import { packageRowKey, versionWords } from './package-words.js';
import { Tables } from './tables.js';

function* listText(values: Iterable<unknown>): Generator<string> {
  let opening = '[';
  for (const value of values) {
    yield opening + embedded(value);
    opening = ',\n';
  }
  yield opening === '[' ? '[]' : ']';
}

function descriptionRow(text: AdvisoryText, tables: Tables): DescriptionRow {
  const { rule, summary, details, references, credits } = text;
  return [
    tables.text(rule),
    tables.list(escapedLines(summary)),
    tables.list(escapedLines(details)),
    tables.list(references),
    tables.list(credits),
    tables.text(weaknessWords(text)),
  ];
}

/** Made when it is written, so that the rows of thousands of functions are never in memory together. */
function* mapped<From, To>(values: Iterable<From>, change: (value: From) => To): Generator<To> {
  for (const value of values) yield change(value);
}

/** Open findings that are only possible, each once. */
function possibleCounts({ artifacts, functions }: Report): SeverityCounts {
  const all = [
    ...artifacts.flatMap(({ findings }) => findings),
    ...functions.flatMap(({ findings }) => findings.flatMap((one) => ('kind' in one ? [one] : []))),
  ];
  return countBySeverity(
    all.filter(({ status, certainty }) => status === 'open' && certainty === 'possible'),
  );
}

/** How many rows the list of packages has. */
function packageRows({ artifacts, functions }: Report): number {
  const keys = new Set<string>();
  for (const { packages } of artifacts) for (const found of packages) keys.add(keyOf(found));
  for (const { runtimePackages } of functions) for (const found of runtimePackages) keys.add(keyOf(found));
  return keys.size;
}

function keyOf(found: Package): string {
  return packageRowKey(found, versionWords(found.version, found.candidates));
}

/** `PageData` of a report, as text to stand in a script element. The tables are full once the rows before them were written. */
export function* embeddedData(report: Report): Generator<string> {
  const { tool, scannedAt, options, data, summary } = report;
  const tables = new Tables();
  const indexed = indexArtifacts(indexReport(report));
  const rows: Readonly<Record<Exclude<keyof PageData, 'head'>, Iterable<unknown>>> = {
    problems: report.problems.map((problem) => problemRow(problem, tables)),
    artifacts: mapped(indexed.values(), (artifact) => artifactRow(artifact, tables)),
    functions: mapped(report.functions, (fn) => functionRow(fn, indexed, tables)),
    descriptions: (report.descriptions ?? []).map((text) => descriptionRow(text, tables)),
    rules: tables.rules.values,
    remediations: tables.remediations.values,
    places: tables.places.values,
    evidence: tables.evidence.values,
    lists: tables.lists.values,
    strings: tables.strings.values,
  };
  const counted = { possible: possibleCounts(report), packageRows: packageRows(report) };
  yield `{"head":${embedded(shown({ tool, scannedAt, options, data, summary, ...counted }))}`;
  for (const [name, values] of Object.entries(rows)) {
    yield `,\n"${name}":`;
    yield* listText(values);
  }
  yield '}';
}
