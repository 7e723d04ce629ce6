import type { AnyNode, CallExpression, Pattern } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import {
  bareNode,
  declaredNames,
  isFunctionNode,
  type CallSite,
  type FunctionNode,
  type Unit,
} from '../../program/index.js';
import { CALLERS } from './mark-methods.js';

/** How many outer functions are looked at for parameters. */
const LEVELS = 3;

/** Characters before a function that are read to tell what code does with it: enough for a line's indent. */
const BEFORE = 120;

/** How code goes on behind the name of a function that it calls. */
const CALLS = ['(', '.call(', '.apply('];

/** Functions of `Reflect` that call their first argument. */
const REFLECTED: ReadonlySet<string> = new Set(['apply', 'construct']);

/** What has methods that code calls with another `this`. `Function` is not here: its methods call another function. */
export const LANGUAGE: ReadonlySet<string> = new Set(['Object', 'Array', 'String']);

function namesOf(params: readonly Pattern[]): string[] {
  return params.flatMap((pattern) => declaredNames(pattern));
}

/** Names of the parameters of its outer functions. */
function outerNames({ outer }: Unit): ReadonlySet<string> {
  const names = new Set<string>();
  let owner = outer?.owner;
  for (let level = 0; owner && level < LEVELS; level += 1) {
    if (isFunctionNode(owner.node)) for (const name of namesOf(owner.node.params)) names.add(name);
    owner = owner.outer?.owner;
  }
  return names;
}

/** Names that a node declares. */
function namesDeclared(node: AnyNode): string[] {
  if (node.type === 'VariableDeclarator') return declaredNames(node.id);
  if (!isFunctionNode(node)) return [];
  return [...namesOf(node.params), ...(node.id ? [node.id.name] : [])];
}

function nameIn(node: AnyNode | undefined): string | null {
  const inner = node?.type === 'SpreadElement' ? node.argument : node;
  return inner?.type === 'Identifier' ? inner.name : null;
}

/** The variable that a call calls: `next(event)`, `next.apply(this, given)`. */
function calledName(callee: AnyNode): { readonly name: string | null; readonly from: number } {
  if (callee.type !== 'MemberExpression') return { name: nameIn(callee), from: 0 };
  const { property, computed } = callee;
  const isCaller = !computed && property.type === 'Identifier' && /^(?:call|apply)$/.test(property.name);
  return { name: isCaller ? nameIn(callee.object) : null, from: 1 };
}

/** What `before.call(this)` and `Reflect.apply(before, this, given)` call; undefined for other calls. */
function calledWithThis(node: CallExpression): AnyNode | undefined {
  const callee = bareNode(node.callee);
  if (callee.type !== 'MemberExpression' || callee.computed) return undefined;
  const name = nameIn(callee.property) ?? '';
  if (nameIn(callee.object) === 'Reflect') return REFLECTED.has(name) ? node.arguments[0] : undefined;
  return CALLERS.has(name) ? callee.object : undefined;
}

/** `Array` of `Array.prototype.slice` and of `[].slice`: no function that code may have put elsewhere. */
function languageName(node: AnyNode): string | null {
  if (node.type !== 'MemberExpression' || node.computed) return null;
  const { object } = node;
  if (object.type === 'ArrayExpression') return 'Array';
  if (object.type !== 'MemberExpression' || object.computed) return null;
  const name = nameIn(object.property) === 'prototype' ? nameIn(object.object) : null;
  return LANGUAGE.has(name ?? '') ? name : null;
}

/** Names of the functions that a function calls with another `this`; null among them for one that has no name outside of it. */
export function calledNames({ node: { params, body } }: { readonly node: FunctionNode }): (string | null)[] {
  const called: (string | null)[] = [];
  const declared = new Set<string | null>();
  const open: AnyNode[] = [...params, body];
  for (let node = open.pop(); node; node = open.pop()) {
    const given = node.type === 'CallExpression' ? calledWithThis(node) : undefined;
    if (given) called.push(nameIn(given) ?? languageName(given));
    for (const name of namesDeclared(node)) declared.add(name);
    eachChild(node, (child) => open.push(child));
  }
  return called.map((name) => (declared.has(name) ? null : name));
}

/** Parameters of outer functions that a function's code may call. */
function callableNames(unit: Unit, text: string): ReadonlySet<string> {
  const { node } = unit;
  const isMade = isFunctionNode(node) && node.type !== 'FunctionDeclaration' && node.params.length > 0;
  const outer = isMade ? outerNames(unit) : new Set<string>();
  const code = outer.size > 0 ? text.slice(node.start, node.end) : '';
  return new Set([...outer].filter((name) => CALLS.some((call) => code.includes(name + call))));
}

/** Whether a function is the argument of a call, which then calls it back with its own result: `gzip(text, (error, bytes) => done(error, bytes))`. */
function isArgument({ node }: Unit, text: string): boolean {
  const before = text.slice(Math.max(0, node.start - BEFORE), node.start).trimEnd();
  return before.endsWith('(') || before.endsWith(',');
}

/** The parameter of an outer function that a function takes the place of: it calls it with its own arguments. Null for other functions. */
export function wrappedName(unit: Unit, text: string): string | null {
  const callable = callableNames(unit, text);
  if (callable.size === 0 || !isFunctionNode(unit.node) || isArgument(unit, text)) return null;
  const own = new Set(namesOf(unit.node.params));
  const open: AnyNode[] = [unit.node.body];
  for (let node = open.pop(); node; node = open.pop()) {
    const name = node.type === 'CallExpression' ? passedTo(node, own) : null;
    if (name !== null && callable.has(name) && !own.has(name)) return name;
    // Functions inside are units of their own.
    if (!isFunctionNode(node)) eachChild(node, (child) => open.push(child));
  }
  return null;
}

/** The name of the called function, if its first argument is one of some variables. */
function passedTo({ callee, arguments: given }: CallExpression, own: ReadonlySet<string>): string | null {
  const { name, from } = calledName(callee);
  return own.has(nameIn(given[from]) ?? '') ? name : null;
}

/** Whether a call calls a function that an outer function is given: `(before) => (...given) => before(...given)`. */
export function callsParameter({ node, scope }: CallSite): boolean {
  const name = node.type === 'CallExpression' ? nameIn(bareNode(node.callee)) : null;
  const owner = name === null ? null : scope.ownerOf(name);
  return owner !== null && isFunctionNode(owner.node) && namesOf(owner.node.params).includes(name ?? '');
}
