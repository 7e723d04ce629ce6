import type { AnyNode, Expression, Statement } from 'acorn';
import { regionOf, type ModuleRegion } from './module-region.js';

/** Whether a node sets a variable to 1, alone or first in a sequence. */
function sets(node: Expression | undefined, name: string): boolean {
  const first = node?.type === 'SequenceExpression' ? node.expressions[0] : node;
  return (
    first?.type === 'AssignmentExpression' &&
    first.left.type === 'Identifier' &&
    first.left.name === name &&
    first.right.type === 'Literal' &&
    first.right.value === 1
  );
}

/** `V || (V = 1, …)` and `V ? W : (V = 1, …)`: a module of Rollup's that runs when it is first asked for. */
export function guardedExpression(node: AnyNode): ModuleRegion | null {
  if (node.type === 'LogicalExpression')
    return node.operator === '||' && node.left.type === 'Identifier' && sets(node.right, node.left.name)
      ? regionOf(node, node)
      : null;
  return node.type === 'ConditionalExpression' &&
    node.test.type === 'Identifier' &&
    sets(node.alternate, node.test.name)
    ? regionOf(node, node)
    : null;
}

function expressionOf(statement: Statement | undefined): Expression | undefined {
  return statement?.type === 'ExpressionStatement' ? statement.expression : undefined;
}

/** `function f() { if (V) return W; V = 1; … }` */
export function guardedFunction(
  node: Extract<AnyNode, { type: 'FunctionDeclaration' }>,
): ModuleRegion | null {
  const [guard, next] = node.body.body;
  if (node.params.length > 0 || guard?.type !== 'IfStatement' || guard.test.type !== 'Identifier')
    return null;
  return sets(expressionOf(next), guard.test.name) ? regionOf(node, node) : null;
}
