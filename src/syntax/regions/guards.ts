import type { AnyNode, Statement } from 'acorn';
import { regionOf, type ModuleRegion } from './module-region.js';

/** The expression that a statement evaluates first; minifiers move earlier statements into it. */
function firstEvaluated(statement: Statement): AnyNode | null | undefined {
  switch (statement.type) {
    case 'ExpressionStatement':
      return statement.expression;
    case 'ReturnStatement':
    case 'ThrowStatement':
      return statement.argument;
    case 'IfStatement':
      return statement.test;
    case 'ForStatement':
      return statement.init;
    case 'ForInStatement':
    case 'ForOfStatement':
      return statement.right;
    default:
      return null;
  }
}

/** Whether an expression begins by setting a variable to 1. */
function sets(node: AnyNode | null | undefined, name: string): boolean {
  const first = node?.type === 'SequenceExpression' ? node.expressions[0] : node;
  return (
    first?.type === 'AssignmentExpression' &&
    first.left.type === 'Identifier' &&
    first.left.name === name &&
    first.right.type === 'Literal' &&
    first.right.value === 1
  );
}

/** `V || (V = 1, …)` and `V ? W : (V = 1, …)`: a module of Rollup's that runs at its first use. */
export function guardedExpression(node: AnyNode): ModuleRegion | null {
  if (node.type === 'LogicalExpression')
    return node.operator === '||' && node.left.type === 'Identifier' && sets(node.right, node.left.name)
      ? regionOf(node, node, true)
      : null;
  return node.type === 'ConditionalExpression' &&
    node.test.type === 'Identifier' &&
    sets(node.alternate, node.test.name)
    ? regionOf(node, node, true)
    : null;
}

type AnyFunction = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

/** Whether a statement of `var a, b` stands where others begin: it evaluates nothing. */
function isBare(statement: Statement): boolean {
  return statement.type === 'VariableDeclaration' && statement.declarations.every(({ init }) => !init);
}

/** `function f() { if (V) return W; V = 1; … }` */
export function guardedFunction(node: AnyFunction): ModuleRegion | null {
  if (node.params.length > 0 || node.body.type !== 'BlockStatement') return null;
  const [guard, ...rest] = node.body.body;
  if (guard?.type !== 'IfStatement' || guard.test.type !== 'Identifier') return null;
  const next = rest.find((statement) => !isBare(statement));
  if (!next || !sets(firstEvaluated(next), guard.test.name)) return null;
  const region = regionOf(node, node, true);
  return node.type === 'FunctionDeclaration' && node.id ? { ...region, name: node.id.name } : region;
}
