import type { AnyNode, ConditionalExpression, LogicalExpression, Program } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import type { TreeWalk } from './tree-walk.js';

/** Kinds of nodes that a minifier cuts a module's top level into in other ways than the author did. */
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
 * A module's top level: each statement, declarator and element of a sequence in a stream of its own, so that neither
 * joining them nor what stands beside them in a bundle shows.
 */
export function visitTopLevel(node: AnyNode, walk: TreeWalk): void {
  if (!LOOSE.has(node.type)) walk.inStream(() => walk.visit(node));
  else if (!isDirective(node)) eachChild(node, (child) => visitTopLevel(child, walk));
}

/** A branching expression; some bundlers write a module as one: `done || (done = 1, …)`. */
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
