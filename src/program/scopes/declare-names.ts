import type { AnyNode, VariableDeclaration } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import type { Scope } from './scope.js';

/** Kinds of nodes that statements can stand in. */
const HOLDS_STATEMENTS: ReadonlySet<AnyNode['type']> = new Set([
  'Program',
  'BlockStatement',
  'IfStatement',
  'LabeledStatement',
  'SwitchStatement',
  'SwitchCase',
  'TryStatement',
  'CatchClause',
  'WhileStatement',
  'DoWhileStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WithStatement',
  'ExportNamedDeclaration',
]);

/** The names that a pattern declares, without those in its defaults and keys. */
export function declaredNames(pattern: AnyNode): string[] {
  const names: string[] = [];
  const open = [pattern];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'Identifier') names.push(node.name);
    else if (node.type === 'AssignmentPattern') open.push(node.left);
    else if (node.type === 'Property') open.push(node.value);
    else eachChild(node, (child) => open.push(child));
  }
  return names;
}

function declareAll(scope: Scope, pattern: AnyNode): void {
  for (const name of declaredNames(pattern)) scope.declare(name);
}

/** Declares the `var` names of a function's body or a file, those in inner blocks too. */
export function declareVars(scope: Scope, body: AnyNode): void {
  const open = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'VariableDeclaration') declareVariables(scope, node, true);
    else if (HOLDS_STATEMENTS.has(node.type)) eachChild(node, (child) => open.push(child));
  }
}

function declareVariables(scope: Scope, { kind, declarations }: VariableDeclaration, isVar: boolean): void {
  if ((kind === 'var') === isVar) for (const { id } of declarations) declareAll(scope, id);
}

function declarationIn(statement: AnyNode): AnyNode | null {
  const isExport =
    statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  return isExport ? (statement.declaration ?? null) : statement;
}

function declareOne(scope: Scope, node: AnyNode): void {
  if (node.type === 'VariableDeclaration') declareVariables(scope, node, false);
  else if (node.type === 'ImportDeclaration')
    for (const { local } of node.specifiers) scope.declare(local.name);
  else if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id)
    scope.declare(node.id.name);
}

/** Declares the names of statements that are only known in the block they stand in. */
export function declareLexical(scope: Scope, statements: readonly AnyNode[]): void {
  for (const statement of statements) {
    const node = declarationIn(statement);
    if (node) declareOne(scope, node);
  }
}

/** Whether a statement declares a name that is only known in its block. */
export function isLexical(statement: AnyNode): boolean {
  if (statement.type === 'VariableDeclaration') return statement.kind !== 'var';
  return statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration';
}
