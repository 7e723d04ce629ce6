import type { Report } from '../../model/index.js';
import { CONTRACT_ORDER } from '../contract-order.js';
import { escapeJson, inChunks } from '../stream-json.js';
import { inContractOrder, type KeyOrder } from '../in-contract-order.js';
import type { Reporter } from '../reporter.js';

const { artifacts: ARTIFACT, functions: FUNCTION, ...REPORT } = CONTRACT_ORDER;

function line(record: string, value: object, order: KeyOrder): string {
  return `${escapeJson(JSON.stringify({ record, ...(inContractOrder(value, order) as object) }))}\n`;
}

function* linesOf(report: Report): Generator<string> {
  yield line('report', report, REPORT);
  for (const artifact of report.artifacts) yield line('artifact', artifact, ARTIFACT);
  for (const fn of report.functions) yield line('function', fn, FUNCTION);
}

/**
 * The report contract as JSON Lines (https://jsonlines.org): one object for the report without its artifacts and functions,
 * one for each artifact, one for each function, distinguished by `record`; other fields as schema/report-v1.schema.json has them.
 */
export const jsonl = {
  id: 'jsonl',
  title: 'JSON Lines, an object for each artifact and function',
  extension: 'jsonl',
  *render(report: Report) {
    yield* inChunks(linesOf(report));
  },
} satisfies Reporter;
