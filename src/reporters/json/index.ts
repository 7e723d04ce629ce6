import type { Report } from '../../model/index.js';
import { escapeJson } from '../escape-terminal.js';
import type { Reporter } from '../reporter.js';
import { CONTRACT_ORDER } from './contract-order.js';

type KeyOrder = { readonly [key: string]: KeyOrder } | null;

/** Levels printed piece by piece: report › artifacts › artifact › packages › package. Below, one string is small. */
const STREAMED_LEVELS = 4;

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
    source[key] === undefined ? [] : [{ label: key, value: source[key], order: order[key] ?? null }],
  );
}

/** The value with the keys of the contract, in its order, and no other. */
function inOrder(value: unknown, order: KeyOrder): unknown {
  if (order === null || typeof value !== 'object' || value === null) return value;
  const members = membersOf(value, order);
  if (Array.isArray(value)) return members.map((member) => inOrder(member.value, order));
  return Object.fromEntries(members.map((member) => [member.label, inOrder(member.value, member.order)]));
}

function* printed(value: unknown, order: KeyOrder, level: number): Generator<string> {
  const indent = `\n${'  '.repeat(level)}`;
  const members = membersOf(value, order);
  if (level === STREAMED_LEVELS || members.length === 0) {
    yield escapeJson(JSON.stringify(inOrder(value, order), null, 2)).replaceAll('\n', indent);
    return;
  }
  const isList = Array.isArray(value);
  let opening = isList ? '[' : '{';
  for (const member of members) {
    yield `${opening}${indent}  ${isList ? '' : `${JSON.stringify(member.label)}: `}`;
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
