import type { AnyNode } from 'acorn';
import { declaredNames, declareLexical, declareVars } from '../scopes/declare-names.js';
import type { Scope } from '../scopes/scope.js';
import type { FunctionCode } from './value.js';

export function isFunction(node: AnyNode): node is FunctionCode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** Kinds of nodes that declare names of their own. */
export const BLOCKS: ReadonlySet<string> = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
]);

/** Statements that declare names which only a block knows. */
export function lexicalIn(node: AnyNode): readonly AnyNode[] {
  if (node.type === 'BlockStatement') return node.body;
  if (node.type === 'SwitchStatement') return node.cases.flatMap(({ consequent }) => consequent);
  if (node.type === 'ForStatement') return node.init ? [node.init] : [];
  return node.type === 'ForInStatement' || node.type === 'ForOfStatement' ? [node.left] : [];
}

/** Declares the names of a function in its scope. */
export function declareFunction(scope: Scope, { params, body }: FunctionCode): void {
  for (const param of params) for (const name of declaredNames(param)) scope.declare(name);
  declareVars(scope, body);
  if (body.type === 'BlockStatement') declareLexical(scope, body.body);
}
