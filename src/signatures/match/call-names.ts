import { firstIndex } from '../../model/index.js';
import { limitOf } from '../../files/index.js';
import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  Expression,
  ImportDeclaration,
  MemberExpression,
  NewExpression,
  Node,
  Program,
  VariableDeclarator,
} from 'acorn';
import { eachChild, textOf } from '../../syntax/index.js';

export type Call = CallExpression | NewExpression;

/** A tree's calls and the values of its variables, for tree matchers. */
export interface TreeFacts {
  readonly calls: readonly Call[];
  /** Values given to a name, in order of position. Scopes are ignored: the nearest value before the use counts. */
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
}

interface Binding {
  readonly at: number;
  /** The value, or the dotted name of an import. */
  readonly value: Expression | string;
}

/** Names that stand for the global object. */
const GLOBALS = new Set(['window', 'globalThis', 'global', 'self']);

function stringOf(node: Node): string | null {
  const literal = node as { type: string; value?: unknown };
  return literal.type === 'Literal' && typeof literal.value === 'string' ? literal.value : null;
}

function moduleName(source: string): string {
  return source.startsWith('node:') ? source.slice('node:'.length) : source;
}

function* importBindings(node: ImportDeclaration): Generator<[string, Binding]> {
  const module = moduleName(String(node.source.value));
  for (const specifier of node.specifiers) {
    const imported =
      specifier.type === 'ImportSpecifier' && 'name' in specifier.imported
        ? `.${specifier.imported.name}`
        : '';
    yield [specifier.local.name, { at: node.start, value: module + imported }];
  }
}

/** `const x = …`, and `const { exec: x } = require('child_process')`. */
function* declaratorBindings({ id, init, start }: VariableDeclarator): Generator<[string, Binding]> {
  if (!init) return;
  if (id.type === 'Identifier') yield [id.name, { at: start, value: init }];
  if (id.type !== 'ObjectPattern') return;
  const from = requiredModule(init);
  if (from === null) return;
  for (const property of id.properties) {
    if (
      property.type !== 'Property' ||
      property.key.type !== 'Identifier' ||
      property.value.type !== 'Identifier'
    )
      continue;
    yield [property.value.name, { at: start, value: `${from}.${property.key.name}` }];
  }
}

function isRequire({ callee }: CallExpression): boolean {
  return callee.type === 'Identifier' && callee.name === 'require';
}

function requiredModule(node: Node): string | null {
  const call = node as Partial<CallExpression> & Node;
  const [argument] = call.arguments ?? [];
  if (call.type !== 'CallExpression' || call.callee?.type !== 'Identifier' || !argument) return null;
  // Bundlers wrap it: `__toESM(require('x'))`, under whatever name a minifier gave.
  if (call.callee.name !== 'require')
    return argument.type === 'CallExpression' && isRequire(argument) ? requiredModule(argument) : null;
  const source = stringOf(argument);
  return source === null ? null : moduleName(source);
}

function* assignmentBindings({ left, right, start }: AssignmentExpression): Generator<[string, Binding]> {
  if (left.type === 'Identifier') yield [left.name, { at: start, value: right }];
}

const NONE: readonly [string, Binding][] = [];

/** Runs for millions of nodes; most of them bind nothing. */
function bindingsOf(node: AnyNode): Iterable<[string, Binding]> {
  switch (node.type) {
    case 'ImportDeclaration':
      return importBindings(node);
    case 'VariableDeclarator':
      return declaratorBindings(node);
    case 'AssignmentExpression':
      return assignmentBindings(node);
    default:
      return NONE;
  }
}

/** Collects calls and bindings of a tree in one walk. */
export function treeFacts(program: Program): TreeFacts {
  const calls: Call[] = [];
  const bindings = new Map<string, Binding[]>();
  const open: AnyNode[] = [program];
  // Half of all nodes are names and texts, which contain nothing.
  const add = (child: AnyNode): void => {
    if (child.type !== 'Identifier' && child.type !== 'Literal') open.push(child);
  };
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') calls.push(node);
    for (const [name, binding] of bindingsOf(node)) {
      // One name may be set a million times: no list is copied.
      const same = bindings.get(name);
      if (same) same.push(binding);
      else bindings.set(name, [binding]);
    }
    eachChild(node, add);
  }
  for (const list of bindings.values()) list.sort((a, b) => a.at - b.at);
  return { calls, bindings };
}

/** The last value of a name before a position, else its first value; undefined when unknown. */
export function valueAt({ bindings }: TreeFacts, name: string, at: number): Expression | string | undefined {
  const all = bindings.get(name);
  return all && (all[firstIndex(0, all.length, (index) => all[index]!.at >= at) - 1] ?? all[0])?.value;
}

function memberName(node: MemberExpression, facts: TreeFacts, depth: number): string | null {
  const { property } = node;
  const own = node.computed ? textOf(property) : property.type === 'Identifier' ? property.name : null;
  if (own === null) return null;
  const object = nameOf(node.object, facts, depth + 1);
  return object !== null && GLOBALS.has(object) ? own : `${object ?? ''}.${own}`;
}

function identifierName(
  name: string,
  at: number,
  scope: { readonly facts: TreeFacts; readonly depth: number },
): string {
  const value = valueAt(scope.facts, name, at);
  if (typeof value === 'string') return value;
  return (value && nameOf(value, scope.facts, scope.depth + 1)) ?? name;
}

/**
 * Dotted name of an expression: `eval`, `child_process.exec` (through `require`, import and one assignment), `.exec` when
 * its object has no name. Null when there is none.
 */
export function nameOf(node: Node, facts: TreeFacts, depth = 0): string | null {
  if (depth > limitOf('rule-names')) return null;
  const expression = node as Expression;
  switch (expression.type) {
    case 'MemberExpression':
      return memberName(expression, facts, depth);
    case 'ChainExpression':
      return nameOf(expression.expression, facts, depth + 1);
    case 'SequenceExpression':
      return nameOf(expression.expressions.at(-1) ?? expression, facts, depth + 1);
    case 'CallExpression':
      return requiredModule(expression);
    case 'Identifier':
      return identifierName(expression.name, expression.start, { facts, depth });
    default:
      return null;
  }
}
