import type { Report } from '../../model/index.js';
import { CONTRACT_ORDER } from '../contract-order.js';
import { escapeJson } from '../stream-json.js';
import { inContractOrder, type KeyOrder } from '../in-contract-order.js';
import type { Reporter } from '../reporter.js';

/** Number of levels printed member by member: report › artifacts › artifact. Deeper levels are printed in batches. */
const STREAMED_LEVELS = 3;
/** Elements of a long list that make one piece of text. */
const BATCH_ELEMENTS = 200;

/** An element of a list (label '') or a member of an object. */
interface Member {
  readonly label: string;
  readonly value: unknown;
  readonly order: KeyOrder;
}

/** Parts of a list, or of an object that the contract orders; none of a value that is printed as it is. */
function membersOf(value: unknown, order: KeyOrder): Member[] {
  if (Array.isArray(value)) return value.map((element) => ({ label: '', value: element, order }));
  if (order === null || typeof value !== 'object' || value === null) return [];
  const source = value as Readonly<Record<string, unknown>>;
  return Object.keys(order).flatMap((key) =>
    source[key] === undefined
      ? []
      : [{ label: `${JSON.stringify(key)}: `, value: source[key], order: order[key] ?? null }],
  );
}

/** JSON inside as many lists as its level, for indentation. */
function inLists(value: unknown, level: number): string {
  let nested = value;
  for (let depth = 0; depth < level; depth += 1) nested = [nested];
  return JSON.stringify(nested, null, 2);
}

function whole(value: unknown, order: KeyOrder, level: number): string {
  const around = inLists(0, level);
  const before = around.indexOf('0');
  const after = around.length - before - 1;
  const text = inLists(inContractOrder(value, order), level);
  return escapeJson(text.slice(before, text.length - after));
}

function* batched(list: readonly unknown[], order: KeyOrder, level: number): Generator<string> {
  const end = `\n${'  '.repeat(level)}]`;
  let opening = '[';
  for (let at = 0; at < list.length; at += BATCH_ELEMENTS) {
    // A batch is a list of its own, so its opening and closing brackets are removed.
    yield opening + whole(list.slice(at, at + BATCH_ELEMENTS), order, level).slice(1, -end.length);
    opening = ',';
  }
  yield end;
}

function* printed(value: unknown, order: KeyOrder, level: number): Generator<string> {
  const indent = `\n${'  '.repeat(level)}`;
  const isList = Array.isArray(value);
  const members = level < STREAMED_LEVELS ? membersOf(value, order) : [];
  if (members.length === 0) {
    if (isList && value.length > BATCH_ELEMENTS) yield* batched(value, order, level);
    else yield whole(value, order, level);
    return;
  }
  let opening = isList ? '[' : '{';
  for (const member of members) {
    yield `${opening}${indent}  ${member.label}`;
    yield* printed(member.value, member.order, level + 1);
    opening = ',';
  }
  yield `${indent}${isList ? ']' : '}'}`;
}

/** The report contract itself: JSON by schema/report-v1.schema.json, two spaces, contract order, one line feed at the end. */
export const json = {
  id: 'json',
  title: 'JSON report',
  extension: 'json',
  *render(report: Report) {
    yield* printed(report, CONTRACT_ORDER, 0);
    yield '\n';
  },
} satisfies Reporter;
