import type { AnyNode } from 'acorn';
import type { FlowRule } from '../../model/index.js';
import type { PropertyRead } from '../../program/index.js';
import { eachChild } from '../../syntax/index.js';
import { checkedIf, nameOf, type Check } from './checks.js';

/** Where a name holds only what code allows. */
interface CheckedRange {
  readonly start: number;
  readonly end: number;
  readonly check: Check['kind'];
}

type Ranges = Map<string, CheckedRange[]>;

function add(ranges: Ranges, checks: readonly Check[], { start, end }: Pick<AnyNode, 'start' | 'end'>): void {
  for (const { name, kind } of checks) {
    const known = ranges.get(name);
    if (known) known.push({ start, end, check: kind });
    else ranges.set(name, [{ start, end, check: kind }]);
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

function addConditions(ranges: Ranges, node: AnyNode): void {
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
function addRest(ranges: Ranges, block: AnyNode): void {
  if (block.type !== 'BlockStatement' && block.type !== 'Program') return;
  for (const statement of block.body) {
    if (statement.type !== 'IfStatement') continue;
    const { test, consequent, end } = statement;
    const set = constantNames(consequent);
    const checks = checkedIf(test, false).filter(({ name }) => set.has(name) || leaves(consequent));
    add(ranges, checks, { start: end, end: block.end });
  }
}

function rangesOf(program: AnyNode): Ranges {
  const ranges: Ranges = new Map();
  const open: AnyNode[] = [program];
  for (let node = open.pop(); node; node = open.pop()) {
    addConditions(ranges, node);
    addRest(ranges, node);
    eachChild(node, (child) => open.push(child));
  }
  return ranges;
}

/** A name and the names of what it is part of: `a.b.c`, `a.b`, `a`, and `*` of everything. */
function namesAround(name: string): string[] {
  const parts = name.split('.');
  return [...parts.map((_, at) => parts.slice(0, at + 1).join('.')), '*'];
}

/** The names of a program where code has compared their values with what it allows. */
export class CheckedNames {
  private readonly byProgram = new WeakMap<AnyNode, Ranges>();
  private readonly rules: Readonly<Record<'prefix' | 'host', ReadonlySet<string>>>;

  constructor(rules: readonly FlowRule[]) {
    const ofKind = (kind: 'prefix' | 'host'): ReadonlySet<string> =>
      new Set(rules.filter(({ checks }) => checks.includes(kind)).map(({ id }) => id));
    this.rules = { prefix: ofKind('prefix'), host: ofKind('host') };
  }

  private checksAt({ node, scope }: PropertyRead['place']): readonly Check['kind'][] {
    const name = nameOf(node);
    if (name === null) return [];
    let top = scope;
    while (top.parent) top = top.parent;
    const program = top.owner.node;
    const ranges = this.byProgram.get(program) ?? rangesOf(program);
    this.byProgram.set(program, ranges);
    return namesAround(name)
      .flatMap((each) => ranges.get(each) ?? [])
      .filter(({ start, end }) => start <= node.start && node.end <= end)
      .map(({ check }) => check);
  }

  /** Whether code has checked what it reads in any way. */
  isAny(place: PropertyRead['place']): boolean {
    return this.checksAt(place).length > 0;
  }

  /** Rules that do not apply to what code reads at a place; null: none does. */
  at(place: PropertyRead['place']): readonly string[] | null {
    const kinds = this.checksAt(place);
    return kinds.includes('value')
      ? null
      : kinds.flatMap((kind) => (kind === 'value' ? [] : [...this.rules[kind]]));
  }
}
