import type { AnyNode, Identifier, ReturnStatement } from 'acorn';
import { bareNode } from '../scopes/bare-node.js';
import type { Flow } from './flow.js';
import { keep } from './known-code.js';
import { FlowNode, isFunctionNode, type FunctionNode, type Unit } from './value.js';

/** `const self = this;`: the names that a function's first level gives its object. */
function namesOfThis(statements: readonly AnyNode[]): Set<string> {
  const declared = statements.flatMap((each) =>
    each.type === 'VariableDeclaration' ? each.declarations : [],
  );
  const names = declared.filter(
    ({ id, init }) => id.type === 'Identifier' && init?.type === 'ThisExpression',
  );
  return new Set(names.map(({ id }) => (id as Identifier).name));
}

/** Whether a condition is `!(this instanceof Big)` or `!new.target`: code calls the function `Big` without `new`. */
function isGuard(test: AnyNode, name: string, self: ReadonlySet<string>): boolean {
  const node = bareNode(test);
  if (node.type !== 'UnaryExpression' || node.operator !== '!') return false;
  const inner = bareNode(node.argument);
  if (inner.type === 'MetaProperty') return inner.meta.name === 'new';
  if (inner.type !== 'BinaryExpression' || inner.operator !== 'instanceof') return false;
  const { left, right } = inner;
  const isThis = left.type === 'ThisExpression' || (left.type === 'Identifier' && self.has(left.name));
  return isThis && right.type === 'Identifier' && right.name === name;
}

function findGuarded({ body, ...node }: FunctionNode): ReadonlySet<ReturnStatement> {
  const statements = body.type === 'BlockStatement' ? body.body : [];
  const self = namesOfThis(statements);
  const guarded = statements.flatMap((each): readonly AnyNode[] => {
    if (each.type !== 'IfStatement' || !isGuard(each.test, node.id?.name ?? '', self)) return [];
    return each.consequent.type === 'BlockStatement' ? each.consequent.body : [each.consequent];
  });
  return new Set(guarded.filter((each) => each.type === 'ReturnStatement'));
}

const NONE: ReadonlySet<ReturnStatement> = new Set();

/** The statements by which a constructor function returns only where it is called without `new`. */
function guardedReturns(flow: Flow, { node }: Unit): ReadonlySet<ReturnStatement> {
  return keep(flow.guardedReturns, node, () => (isFunctionNode(node) ? findGuarded(node) : NONE));
}

/** What a function returns. */
export function returnValue(
  flow: Flow,
  unit: Unit,
  { node, value }: { readonly node: ReturnStatement; readonly value: FlowNode },
): void {
  flow.propagation.edge(value, unit.returns);
  const guarded = guardedReturns(flow, unit);
  if (guarded.size > 0 && !guarded.has(node))
    flow.propagation.edge(
      value,
      keep(flow.returnsOfNew, unit, () => new FlowNode()),
    );
}

/** What a function returns where it is called with `new`. */
export function returnsOfNew(flow: Flow, unit: Unit): FlowNode {
  return guardedReturns(flow, unit).size > 0
    ? keep(flow.returnsOfNew, unit, () => new FlowNode())
    : unit.returns;
}
