import type { AnyNode, ConditionalExpression, LogicalExpression, Program } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import type { TreeWalk } from './tree-walk.js';

/** Nodes of a module's top level that minifiers join and split. */
const LOOSE = new Set<AnyNode['type']>([
  'Program',
  'BlockStatement',
  'ExpressionStatement',
  'ReturnStatement',
  'IfStatement',
  'VariableDeclaration',
  'SequenceExpression',
  'LogicalExpression',
  'ConditionalExpression',
]);

/**
 * Visits a module's top level. Each statement, declarator and element of a sequence gets its own stream, so features depend neither
 * on how these are joined nor on their neighbours in a bundle.
 */
export function visitTopLevel(node: AnyNode, walk: TreeWalk): void {
  if (!LOOSE.has(node.type)) walk.inStream(() => walk.visit(node));
  else if (!isDirective(node)) eachChild(node, (child) => visitTopLevel(child, walk));
}

/** Visits a branching expression that is a module: some bundlers write `done || (done = 1, …)`. Returns false for other expressions. */
export function visitExpressionScope(
  node: LogicalExpression | ConditionalExpression,
  walk: TreeWalk,
): boolean {
  if (!walk.scopes.has(node)) return false;
  visitTopLevel(node, walk);
  return true;
}

function isDirective(node: AnyNode): boolean {
  return node.type === 'ExpressionStatement' && Boolean(node.directive);
}

export function visitProgram(node: Program, walk: TreeWalk): void {
  visitTopLevel(node, walk);
}

type AnyFunction = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

export function visitFunction(node: AnyFunction, walk: TreeWalk): void {
  if (walk.scopes.has(node)) visitTopLevel(node.body, walk);
  else
    walk.inStream(() => {
      for (const parameter of node.params) walk.visit(parameter);
      walk.visit(node.body);
    });
}
