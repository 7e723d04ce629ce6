import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import { eachChild } from '../../syntax/index.js';
import type { FunctionNode } from '../flow/value.js';
import { bareNode } from '../scopes/bare-node.js';

/** `target[key]`: the object's name, where the name of the property is not known. */
export function computedOf(node: AnyNode | undefined): string | null {
  const member = node ? bareNode(node) : null;
  if (member?.type !== 'MemberExpression' || !member.computed) return null;
  const [of, key] = [bareNode(member.object), bareNode(member.property)];
  return of.type === 'Identifier' && key.type === 'Identifier' ? of.name : null;
}

/** Names that lead to the prototype of all objects. */
const PROTOTYPES: ReadonlySet<string> = new Set(['__proto__', 'prototype', 'constructor']);
/** Methods by which code asks whether it wants a name, or whether an object has it itself. */
const ASKING: ReadonlySet<string> = new Set(['hasOwn', 'hasOwnProperty', 'includes', 'has', 'test']);

/** Whether code leaves names out. */
export function isGuard(node: AnyNode): boolean {
  if (node.type === 'Literal') return PROTOTYPES.has(String(node.value));
  if (node.type === 'Identifier') return PROTOTYPES.has(node.name);
  if (node.type !== 'CallExpression') return false;
  const callee = bareNode(node.callee);
  const isMethod = callee.type === 'MemberExpression' && callee.property.type === 'Identifier';
  return isMethod && callee.property.type === 'Identifier' && ASKING.has(callee.property.name);
}

function looksLikeMerge(fn: FunctionNode): boolean {
  if (fn.end - fn.start > limitOf('copied-code')) return false;
  const written = new Set<string | null>();
  const entered = new Set<string>();
  const open: AnyNode[] = [fn.body];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isGuard(node)) return false;
    if (node.type === 'AssignmentExpression') written.add(computedOf(node.left));
    const name = node.type === 'CallExpression' ? computedOf(node.arguments[0]) : null;
    if (name !== null) entered.add(name);
    eachChild(node, (child) => open.push(child));
  }
  return [...entered].some((name) => written.has(name));
}

const merges = new WeakMap<FunctionNode, boolean>();

/**
 * Whether a function copies one object into another, level by level, under whatever names: it follows `__proto__` into the prototype of all
 * objects. One that asks for names leaves it alone.
 */
export function isDeepMerge(fn: FunctionNode): boolean {
  const known = merges.get(fn) ?? looksLikeMerge(fn);
  merges.set(fn, known);
  return known;
}
