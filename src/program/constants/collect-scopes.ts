import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  MemberExpression,
  VariableDeclarator,
} from 'acorn';
import { eachChild } from '../../syntax/index.js';
import { bareNode } from '../scopes/bare-node.js';
import { declaredNames, declareLexical, declareVars } from '../scopes/declare-names.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import { Scope, type Variable } from '../scopes/scope.js';
import { BLOCKS, declareFunction, isFunction, lexicalIn } from './block-names.js';
import type { FunctionCode } from './value.js';

/** Where a variable may get several values from: what a loop goes through, or what calls give a function. */
export type Choice =
  | { readonly of: 'items' | 'keys'; readonly list: AnyNode; readonly scope: Scope }
  | { readonly of: 'argument'; readonly code: FunctionCode; readonly at: number };

/** What the code does with a variable. */
export interface Uses {
  init: AnyNode | null;
  scope: Scope;
  /** Values that it gets outside of the function that it names. */
  writes: number;
  /** Whether code changes the list or object that it holds. */
  isChanged: boolean;
  /** Properties that code sets in the scope of the variable. */
  readonly stores: AssignmentExpression[];
  readonly calls: PlacedCall[];
  choice: Choice | null;
}

/** The scopes of a script, and what it does with its variables. */
export interface ScriptScopes {
  readonly text: string;
  readonly root: Scope;
  readonly scopes: ReadonlyMap<AnyNode, Scope>;
  readonly uses: ReadonlyMap<Variable, Uses>;
  /** Functions that are called right where they stand. */
  readonly started: readonly PlacedCall[];
}

interface PlacedCall {
  readonly node: CallExpression;
  readonly scope: Scope;
}

/** Methods that change the list that they are called on. */
const CHANGING = new Set(
  'push pop shift unshift splice sort reverse fill set copyWithin write writeUInt8 delete clear add'.split(
    ' ',
  ),
);
/** Methods that give each item to a function. */
const EACH = new Set('map forEach flatMap filter some every find reduce'.split(' '));

interface At {
  readonly scope: Scope;
  /** The functions around, the innermost last. */
  readonly inside: readonly FunctionCode[];
}

class Collector {
  readonly started: PlacedCall[] = [];
  readonly scopes = new Map<AnyNode, Scope>();
  readonly uses = new Map<Variable, Uses>();

  usesOf(name: string, scope: Scope): Uses | null {
    const variable = scope.find(name);
    if (!variable) return null;
    const known = this.uses.get(variable);
    if (known) return known;
    const made: Uses = {
      init: null,
      scope,
      writes: 0,
      isChanged: false,
      stores: [],
      calls: [],
      choice: null,
    };
    this.uses.set(variable, made);
    return made;
  }

  define(name: string, init: AnyNode, scope: Scope): void {
    const uses = this.usesOf(name, scope);
    if (!uses) return;
    if (uses.init) uses.writes += 1;
    uses.init = init;
    uses.scope = scope;
  }

  private write(pattern: AnyNode, { scope, inside }: At): void {
    for (const name of declaredNames(pattern)) {
      const uses = this.usesOf(name, scope);
      // A function that replaces itself when it is called first.
      const isOwn = inside.some((each) => each === uses?.init);
      if (uses && !isOwn) uses.writes += 1;
    }
  }

  private enterFunction(node: FunctionCode, at: At): void {
    const scope = new Scope(at.scope, node);
    this.scopes.set(node, scope);
    if (node.type === 'FunctionExpression' && node.id) {
      scope.declare(node.id.name);
      this.define(node.id.name, node, scope);
    }
    declareFunction(scope, node);
    for (const [index, param] of node.params.entries())
      this.parameter(param, { code: node, at: index }, scope);
    const inner = { scope, inside: [...at.inside, node] };
    for (const param of node.params) this.visit(param, inner);
    if (node.body.type === 'BlockStatement') for (const each of node.body.body) this.visit(each, inner);
    else this.visit(node.body, inner);
  }

  private parameter(
    param: AnyNode,
    { code, at }: { readonly code: FunctionCode; readonly at: number },
    scope: Scope,
  ): void {
    for (const name of declaredNames(param)) {
      const uses = this.usesOf(name, scope);
      if (!uses) continue;
      uses.writes += 1;
      if (param.type === 'Identifier') uses.choice ??= { of: 'argument', code, at };
    }
  }

  private loop(node: AnyNode & { type: 'ForOfStatement' | 'ForInStatement' }, at: At): void {
    const [declared] = node.left.type === 'VariableDeclaration' ? node.left.declarations : [];
    this.write(declared?.id ?? node.left, at);
    if (declared?.id.type !== 'Identifier') return;
    const uses = this.usesOf(declared.id.name, at.scope);
    const of = node.type === 'ForOfStatement' ? 'items' : 'keys';
    if (uses) uses.choice = { of, list: node.right, scope: at.scope };
  }

  private call(node: CallExpression, { scope }: At): void {
    const callee = bareNode(node.callee);
    if (isFunction(callee)) this.started.push({ node, scope });
    if (callee.type === 'Identifier') this.usesOf(callee.name, scope)?.calls.push({ node, scope });
    if (callee.type === 'MemberExpression') this.method(node, callee, scope);
  }

  private method({ arguments: [given] }: CallExpression, callee: MemberExpression, scope: Scope): void {
    const name = nameOfKey({ computed: callee.computed, key: callee.property }) ?? '';
    if (callee.object.type === 'Identifier' && CHANGING.has(name)) {
      const uses = this.usesOf(callee.object.name, scope);
      if (uses) uses.isChanged = true;
    }
    if (EACH.has(name) && given && isFunction(given)) this.each(given, { list: callee.object, scope, name });
  }

  /** A parameter gets each item of a list. */
  private each(
    code: FunctionCode,
    { list, scope, name }: { readonly list: AnyNode; readonly scope: Scope; readonly name: string },
  ): void {
    const param = code.params[name === 'reduce' ? 1 : 0];
    if (param?.type === 'Identifier') this.chosen.set(param, { of: 'items', list, scope });
  }

  private readonly chosen = new Map<AnyNode, Choice>();

  private assign(node: AssignmentExpression, at: At): void {
    const { left } = node;
    if (left.type !== 'MemberExpression') this.write(left, at);
    else this.store(node, left, at);
  }

  private store(node: AssignmentExpression, { object }: MemberExpression, { scope }: At): void {
    const uses = object.type === 'Identifier' ? this.usesOf(object.name, scope) : null;
    if (!uses) return;
    if (uses.scope === scope && node.operator === '=') uses.stores.push(node);
    else uses.isChanged = true;
  }

  private note(node: AnyNode, at: At): void {
    if (node.type === 'VariableDeclarator') this.declarator(node, at);
    else if (node.type === 'FunctionDeclaration') this.functionName(node, at.scope);
    else if (node.type === 'AssignmentExpression') this.assign(node, at);
    else if (node.type === 'UpdateExpression') this.update(node.argument, at);
    else if (node.type === 'CallExpression') this.call(node, at);
    else if (node.type === 'ForOfStatement' || node.type === 'ForInStatement') this.loop(node, at);
  }

  private declarator({ id, init }: VariableDeclarator, at: At): void {
    if (id.type !== 'Identifier') this.write(id, at);
    else if (init) this.define(id.name, init, at.scope);
  }

  private functionName(node: AnyNode & { type: 'FunctionDeclaration' }, scope: Scope): void {
    if (node.id) this.define(node.id.name, node, scope);
  }

  private update(argument: AnyNode, at: At): void {
    if (argument.type === 'Identifier') this.write(argument, at);
  }

  visit(node: AnyNode, at: At): void {
    const scope = BLOCKS.has(node.type) ? this.blockScope(node, at.scope) : at.scope;
    const inner = scope === at.scope ? at : { scope, inside: at.inside };
    this.note(node, inner);
    if (node.type === 'Identifier') {
      const choice = this.chosen.get(node);
      const uses = choice && this.usesOf(node.name, scope);
      if (uses) uses.choice = choice;
    }
    if (isFunction(node)) this.enterFunction(node, inner);
    else
      eachChild(node, (child) => {
        this.visit(child, inner);
      });
  }

  private blockScope(node: AnyNode, parent: Scope): Scope {
    const scope = new Scope(parent, parent.owner);
    this.scopes.set(node, scope);
    declareLexical(scope, lexicalIn(node));
    if (node.type === 'CatchClause' && node.param)
      for (const name of declaredNames(node.param)) scope.declare(name);
    return scope;
  }
}

/** The scopes of a script. Throws a RangeError of code that is nested too deeply. */
export function collectScopes(text: string, program: AnyNode & { type: 'Program' }): ScriptScopes {
  const collector = new Collector();
  const root = new Scope(null, program);
  collector.scopes.set(program, root);
  declareVars(root, program);
  declareLexical(root, program.body);
  for (const node of program.body) collector.visit(node, { scope: root, inside: [] });
  return { text, root, scopes: collector.scopes, uses: collector.uses, started: collector.started };
}
