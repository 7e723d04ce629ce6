import type { AnyNode, CallExpression, Identifier, Program, VariableDeclaration } from 'acorn';
import { namesInPattern } from './names-in-pattern.js';
import { eachChild } from './node-kinds.js';

/** Scopes that bind the names seen in them. */
interface Scope {
  readonly outer: Scope | null;
  /** Whether `var` belongs here. */
  readonly isFunction: boolean;
  /** The searched names that are bound here. */
  readonly bound: Set<string>;
  /** The bound names that are `require`. */
  readonly required: Set<string>;
}

function scopeIn(outer: Scope | null, isFunction: boolean): Scope {
  return { outer, isFunction, bound: new Set(), required: new Set() };
}

/** Where `var` of a scope belongs. */
function functionScope(scope: Scope): Scope {
  let found = scope;
  while (!found.isFunction && found.outer) found = found.outer;
  return found;
}

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);
const BLOCKS: ReadonlySet<string> = new Set([
  'BlockStatement',
  'StaticBlock',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
]);

/** The module's own names of `createRequire`. */
function makersOf({ body }: Program): ReadonlySet<string> {
  const imported = body.flatMap((each) => (each.type === 'ImportDeclaration' ? each.specifiers : []));
  const makers = imported.filter(
    (each) =>
      each.type === 'ImportSpecifier' &&
      each.imported.type === 'Identifier' &&
      each.imported.name === 'createRequire',
  );
  return new Set(makers.map(({ local }) => local.name));
}

function nameOf(node: AnyNode): string | null {
  if (node.type === 'MemberExpression' && !node.computed) return nameOf(node.property);
  // `(0, x.name)(…)`
  const last = node.type === 'SequenceExpression' ? node.expressions.at(-1) : undefined;
  if (last) return nameOf(last);
  return node.type === 'Identifier' ? node.name : null;
}

/** The result of a one-step function. */
function answerOf(node: AnyNode): AnyNode | null | undefined {
  if (node.type !== 'ArrowFunctionExpression' && node.type !== 'FunctionExpression') return null;
  if (node.body.type !== 'BlockStatement') return node.body;
  const [only] = node.body.body;
  return only?.type === 'ReturnStatement' ? only.argument : null;
}

/** Whether a value is `require`: by its name, made by `createRequire`, or esbuild's substitute. */
function isRequire(value: AnyNode | null | undefined, makers: ReadonlySet<string>): boolean {
  if (value?.type === 'Identifier') return value.name === 'require';
  if (value?.type !== 'CallExpression') return false;
  const name = nameOf(value.callee);
  if (name !== null) return name === 'createRequire' || makers.has(name);
  const answer = answerOf(value.callee);
  return (
    answer?.type === 'ConditionalExpression' &&
    answer.test.type === 'BinaryExpression' &&
    isRequire(answer.consequent, makers)
  );
}

/** A call, or a name that is assigned `require`; the name's owner is resolved when all names are known. */
interface Use<T> {
  readonly node: T;
  readonly name: string;
  readonly scope: Scope;
}

/** The scope that binds the name of a use; null when nothing in the program binds it. */
function ownerOf({ name, scope }: Use<unknown>): Scope | null {
  for (let each: Scope | null = scope; each; each = each.outer) if (each.bound.has(name)) return each;
  return null;
}

/** One walk through a program, for the calls of some names. */
class Walk {
  private readonly calls: Use<CallExpression>[] = [];
  private readonly given: Use<Identifier>[] = [];
  private readonly program: Program;
  private readonly names: ReadonlySet<string>;
  private readonly makers: ReadonlySet<string>;

  constructor(program: Program, names: ReadonlySet<string>) {
    this.program = program;
    this.names = names;
    this.makers = makersOf(program);
  }

  private bind(pattern: AnyNode | null | undefined, { bound }: Scope): void {
    if (!pattern) return;
    for (const name of namesInPattern(pattern)) if (this.names.has(name)) bound.add(name);
  }

  private bindVariables({ kind, declarations }: VariableDeclaration, scope: Scope): void {
    const of = kind === 'var' ? functionScope(scope) : scope;
    for (const { id, init } of declarations) {
      this.bind(id, of);
      this.give(id, init, scope);
    }
  }

  private give(node: AnyNode, value: AnyNode | null | undefined, scope: Scope): void {
    if (node.type !== 'Identifier' || !this.names.has(node.name)) return;
    if (isRequire(value, this.makers)) this.given.push({ node, name: node.name, scope });
  }

  private look(node: AnyNode, scope: Scope): void {
    if (node.type === 'VariableDeclaration') this.bindVariables(node, scope);
    else if (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')
      this.bind(node.id, scope);
    else if (node.type === 'AssignmentExpression') this.give(node.left, node.right, scope);
    else if (node.type === 'CallExpression' && node.callee.type === 'Identifier')
      if (this.names.has(node.callee.name)) this.calls.push({ node, name: node.callee.name, scope });
  }

  /** The scope that a node makes for its children. */
  private within(node: AnyNode, scope: Scope): Scope {
    const isFunction = FUNCTIONS.has(node.type);
    if (!isFunction && !BLOCKS.has(node.type)) return scope;
    const own = scopeIn(scope, isFunction);
    if ('params' in node) for (const each of node.params) this.bind(each, own);
    if (node.type === 'CatchClause') this.bind(node.param, own);
    if (node.type === 'FunctionExpression' && node.id) this.bind(node.id, own);
    return own;
  }

  /** A loop and not a recursion: scanned code may nest as deep as it likes. */
  requires(): ReadonlySet<CallExpression> {
    const open: { node: AnyNode; scope: Scope }[] = [{ node: this.program, scope: scopeIn(null, true) }];
    for (let visit = open.pop(); visit; visit = open.pop()) {
      const { node, scope } = visit;
      this.look(node, scope);
      const inner = this.within(node, scope);
      eachChild(node, (child) => open.push({ node: child, scope: inner }));
    }
    for (const each of this.given) ownerOf(each)?.required.add(each.name);
    const calls = this.calls.filter((each) => ownerOf(each)?.required.has(each.name));
    return new Set(calls.map(({ node }) => node));
  }
}

/**
 * Calls of `require` by other names.
 * @param names candidates: see `requireNames`.
 */
export function otherRequires(program: Program, names: ReadonlySet<string>): ReadonlySet<CallExpression> {
  return names.size === 0 ? new Set() : new Walk(program, names).requires();
}
