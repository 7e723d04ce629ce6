import type { Report } from '../../model/index.js';
import { digestOf } from '../content-id.js';
import { escapeTerminal } from '../escape-terminal.js';
import { indexReport } from '../report-index.js';
import type { Reporter } from '../reporter.js';
import { sightingsOf } from '../sightings.js';
import { streamJson } from '../stream-json.js';
import { foldResults } from '../fold-results.js';
import { notificationsOf } from './notifications.js';
import { incompleteResults, INCOMPLETE_RULE, resultOf } from './results.js';
import { findingsByRule, ruleOf } from './rules.js';

/** Limits of a SARIF reader. */
export interface SarifLimits {
  readonly results: number;
  /** Of all results together, uncompressed. */
  readonly characters: number;
}

/** GitHub refuses a run with more than 25,000 results, and files above 10 MB when compressed; it shows 5,000. */
const GITHUB_LIMITS: SarifLimits = { results: 20_000, characters: 40_000_000 };

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/** Runs of other targets are another category, so that one upload does not close the alerts of another. */
function automationId({ options }: Report): string {
  return `stowaway/${digestOf(...[...options.targets].sort()).slice(0, 12)}/`;
}

function* mapped<From>(values: Iterable<From>, change: (value: From) => object): Generator<object> {
  for (const value of values) yield change(value);
}

/** As many as there is room for. */
function fitting(results: Iterable<object>, { results: count, characters }: SarifLimits): object[] {
  const kept: object[] = [];
  let length = 0;
  for (const result of results) {
    length += JSON.stringify(result).length;
    if (kept.length === count || length > characters) break;
    kept.push(result);
  }
  return kept;
}

/** A SARIF log: one run however many functions, one result for an advisory of a package in an artifact. */
export function* sarifLog(report: Report, limits: SarifLimits = GITHUB_LIMITS): Generator<string> {
  const index = indexReport(report);
  const { groups, isCoarse } = foldResults(sightingsOf(index), limits.results);
  const rules = findingsByRule(groups);
  const texts = new Map(report.descriptions?.map((text) => [text.rule, text]));
  const indexes = new Map([...rules.keys()].map((id, at) => [id, at + 1]));
  const results = fitting(
    mapped(groups, (group) => resultOf(group, indexes, index)),
    limits,
  );
  const folding = { isCoarse, omitted: groups.length - results.length };
  const driver = {
    name: 'stowaway',
    semanticVersion: escapeTerminal(report.tool.version),
    rules: [
      INCOMPLETE_RULE,
      ...[...rules.values()].map((found) => ruleOf(found, texts.get(found[0].rule))),
    ].values(),
  };
  const invocation = {
    executionSuccessful: report.options.finished && report.summary.complete,
    toolExecutionNotifications: notificationsOf(report, folding),
  };
  const run = {
    tool: { driver },
    automationDetails: { id: automationId(report) },
    invocations: [invocation],
    results: [...incompleteResults(report, 0), ...results].values(),
    columnKind: 'utf16CodeUnits',
  };
  yield* streamJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}

/** SARIF 2.1.0 for code scanning. https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html */
export const sarif = {
  id: 'sarif',
  title: 'SARIF 2.1.0, for code scanning',
  extension: 'sarif',
  render: (report: Report) => sarifLog(report),
} satisfies Reporter;
