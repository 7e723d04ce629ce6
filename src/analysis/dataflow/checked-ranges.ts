import type { AnyNode } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import { checkedIf, type Check } from './checks.js';

/** Where a name holds only what code allows. */
export interface CheckedRange {
  readonly start: number;
  readonly end: number;
  readonly check: Check;
}

export type Ranges = ReadonlyMap<string, readonly CheckedRange[]>;
type GrowingRanges = Map<string, CheckedRange[]>;

function add(
  ranges: GrowingRanges,
  checks: readonly Check[],
  { start, end }: Pick<AnyNode, 'start' | 'end'>,
): void {
  for (const check of checks) {
    const known = ranges.get(check.name);
    if (known) known.push({ start, end, check });
    else ranges.set(check.name, [{ start, end, check }]);
  }
}

const LEAVING: ReadonlySet<string> = new Set([
  'ReturnStatement',
  'ThrowStatement',
  'ContinueStatement',
  'BreakStatement',
]);

/** Whether code after a statement does not run once it has run. */
function leaves(statement: AnyNode): boolean {
  if (LEAVING.has(statement.type)) return true;
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : undefined;
  return last !== undefined && leaves(last);
}

function addConditions(ranges: GrowingRanges, node: AnyNode): void {
  if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
    add(ranges, checkedIf(node.test, true), node.consequent);
    if (node.alternate) add(ranges, checkedIf(node.test, false), node.alternate);
  } else if (node.type === 'LogicalExpression' && node.operator !== '??')
    add(ranges, checkedIf(node.left, node.operator === '&&'), node.right);
}

/** Names that a statement gives a value that the code holds. */
function constantNames(statement: AnyNode): ReadonlySet<string> {
  const body = statement.type === 'BlockStatement' ? statement.body : [statement];
  const names = body.flatMap((each) => {
    if (each.type !== 'ExpressionStatement' || each.expression.type !== 'AssignmentExpression') return [];
    const { left, right } = each.expression;
    return right.type === 'Literal' && left.type === 'Identifier' ? [left.name] : [];
  });
  return new Set(names);
}

/** `if (!isAllowed(name)) return;`, or `name = 'default';`: what stands below is checked. */
function addRest(ranges: GrowingRanges, block: AnyNode): void {
  if (block.type !== 'BlockStatement' && block.type !== 'Program') return;
  for (const statement of block.body) {
    if (statement.type !== 'IfStatement') continue;
    const { test, consequent, end } = statement;
    const set = constantNames(consequent);
    const checks = checkedIf(test, false).filter(({ name }) => set.has(name) || leaves(consequent));
    add(ranges, checks, { start: end, end: block.end });
  }
}

/** Where code holds only what it allows, by name. */
export function rangesOf(program: AnyNode): Ranges {
  const ranges: GrowingRanges = new Map();
  const open: AnyNode[] = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    addConditions(ranges, node);
    addRest(ranges, node);
    eachChild(node, (child) => open.push(child));
  }
  return ranges;
}
