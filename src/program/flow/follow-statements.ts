import type { AnyNode, Identifier } from 'acorn';
import { declareLexical, isLexical, declaredNames } from '../scopes/declare-names.js';
import { Scope } from '../scopes/scope.js';
import { assignPattern, declareMember, packageAt } from './assign-pattern.js';
import { elementsOf, listNames } from './elements.js';
import type { Flow, OpenCode } from './flow.js';
import { FlowNode, PLAIN, type Unit } from './value.js';
import { visit, visitParts, type Followers } from './visit-parts.js';

/** The functions that a block declares have their values before its other statements run. */
function hoistFunctions(flow: Flow, statements: readonly AnyNode[], scope: Scope<Unit>): void {
  for (const statement of statements) {
    const isExport =
      statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
    const node = isExport ? statement.declaration : statement;
    if (node?.type !== 'FunctionDeclaration' || !node.id) continue;
    const name = packageAt(flow, { node, scope });
    const variable = scope.find(node.id.name);
    if (name !== null) declareMember(flow, node.id, { name, scope });
    else if (variable) flow.propagation.add(flow.variable(variable), flow.functionOf(node, scope));
  }
}

/** Follows statements that stand together. */
export function runStatements(flow: Flow, statements: readonly AnyNode[], around: Scope<Unit>): void {
  const scope = statements.some(isLexical) ? new Scope<Unit>(around, around.owner) : around;
  if (scope !== around) declareLexical(scope, statements);
  hoistFunctions(flow, statements, scope);
  for (const statement of statements) visit(flow, statement, { scope });
}

/** Follows the statements of a function or a file, whose scope has their names already. */
export function runBody(flow: Flow, statements: readonly AnyNode[], scope: Scope<Unit>): void {
  declareLexical(scope, statements);
  hoistFunctions(flow, statements, scope);
  for (const statement of statements) visit(flow, statement, { scope });
}

/** A scope for the names that the head of a loop declares. */
function loopScope(head: AnyNode | null | undefined, { scope }: OpenCode): Scope<Unit> {
  if (head?.type !== 'VariableDeclaration' || head.kind === 'var') return scope;
  const inner = new Scope<Unit>(scope, scope.owner);
  declareLexical(inner, [head]);
  return inner;
}

/** The head of `for (const x of xs)`. */
function assignHead(flow: Flow, head: AnyNode, scope: Scope<Unit>): FlowNode {
  const value = new FlowNode();
  const target = head.type === 'VariableDeclaration' ? head.declarations[0]?.id : head;
  if (target) assignPattern(flow, { pattern: target, scope, value });
  return value;
}

export const STATEMENTS: Followers = {
  // Its name has its value since the block began.
  FunctionDeclaration: () => undefined,
  BlockStatement: (flow, { body }, { scope }) => {
    runStatements(flow, body, scope);
  },
  SwitchStatement: (flow, { discriminant, cases }, code) => {
    visit(flow, discriminant, code);
    for (const { test } of cases) if (test) visit(flow, test, code);
    runStatements(
      flow,
      cases.flatMap(({ consequent }) => consequent),
      code.scope,
    );
  },
  ForStatement: (flow, { init, test, update, body }, code) => {
    const scope = loopScope(init, code);
    for (const part of [init, test, update, body]) if (part) visit(flow, part, { scope });
  },
  ForInStatement: (flow, { left, right, body }, code) => {
    const scope = loopScope(left, code);
    const name = assignHead(flow, left, scope);
    listNames(flow, flow.valueAt(right, scope), name);
    visit(flow, body, { scope });
  },
  ForOfStatement: (flow, { left, right, body }, code) => {
    const scope = loopScope(left, code);
    elementsOf(flow, flow.valueAt(right, scope), assignHead(flow, left, scope));
    visit(flow, body, { scope });
  },
  VariableDeclaration: (flow, { declarations, kind }, { scope }) => {
    for (const { id, init } of declarations) {
      const name = init ? packageAt(flow, { node: init, scope }) : null;
      if (name !== null && id.type === 'Identifier') declareMember(flow, id, { name, scope });
      else if (init) assignPattern(flow, { pattern: id, scope, value: flow.valueAt(init, scope) });
      else if (kind !== 'var' && id.type === 'Identifier') undefinedValue(flow, id, scope);
    }
  },
  ReturnStatement: (flow, node, { scope }) => {
    const { owner } = scope;
    if (!node.argument) return;
    const value = flow.valueAt(node.argument, scope);
    flow.propagation.edge(value, owner.returns);
    if (!flow.guardedIn(owner).has(node)) flow.propagation.edge(value, flow.returnsOfNew(owner));
  },
  ThrowStatement: (flow, { argument }, { scope }) => {
    flow.propagation.listen(flow.valueAt(argument, scope), (token) => {
      if (token.kind !== 'object' || token.form !== 'instance') flow.escape(token);
    });
  },
  CatchClause: (flow, { param, body }, { scope }) => {
    const inner = new Scope<Unit>(scope, scope.owner);
    if (param) {
      for (const name of declaredNames(param)) inner.declare(name);
      const value = new FlowNode();
      flow.propagation.add(value, PLAIN);
      flow.domain.caught?.(flow, value);
      assignPattern(flow, { pattern: param, scope: inner, value });
    }
    runStatements(flow, body.body, inner);
  },
  LabeledStatement: (flow, { body }, code) => {
    visit(flow, body, code);
  },
  BreakStatement: () => undefined,
  ContinueStatement: () => undefined,
  IfStatement: (flow, _node, code) => {
    visitParts(flow, code);
  },
};

/** `let x;`: its other values come from assignments. */
function undefinedValue(flow: Flow, { name }: Identifier, scope: Scope<Unit>): void {
  const variable = scope.find(name);
  if (variable) flow.variable(variable);
}
