import type { AnyNode, CallExpression, MemberExpression, NewExpression } from 'acorn';
import type { TreeWalk } from './tree-walk.js';
import { isConcatenation, stringOf, visitJoined, visitKey } from './visit-literals.js';

export function visitMember({ object, property, computed }: MemberExpression, walk: TreeWalk): void {
  walk.visit(object);
  visitKey(property, computed, walk);
}

/** `(0, x.name)(…)`: a call of what another module exports. Modules written as ECMAScript modules call it by its bare name. */
function isImportedCallee(node: AnyNode): boolean {
  if (node.type === 'ParenthesizedExpression') return isImportedCallee(node.expression);
  if (node.type !== 'SequenceExpression' || node.expressions.length !== 2) return false;
  const [zero, callee] = node.expressions;
  return (
    zero?.type === 'Literal' && callee?.type === 'MemberExpression' && callee.object.type === 'Identifier'
  );
}

/** The module that `require("x")` or `import("x")` names; relative or not. */
function requiredModule({ callee, arguments: given }: CallExpression): string | null {
  return callee.type === 'Identifier' && callee.name === 'require' && given.length === 1
    ? stringOf(given[0])
    : null;
}

function visitArguments(node: CallExpression | NewExpression, walk: TreeWalk): void {
  walk.operator(`call ${node.arguments.length}`, node.start);
  for (const given of node.arguments) walk.visit(given);
}

export function visitCall(node: CallExpression, walk: TreeWalk): void {
  const specifier = requiredModule(node);
  if (specifier !== null) {
    walk.specifiers.add(specifier);
    return;
  }
  if (isConcatenation(node)) return visitJoined(node, walk);
  if (!isImportedCallee(node.callee)) walk.visit(node.callee);
  visitArguments(node, walk);
}

export function visitNew(node: NewExpression, walk: TreeWalk): void {
  walk.visit(node.callee);
  visitArguments(node, walk);
}
