import type { AnyNode, MemberExpression, Pattern } from 'acorn';
import { limitOf } from '../../files/index.js';
import { eachChild } from '../../syntax/index.js';
import { isFunctionNode, type FunctionNode } from '../flow/value.js';
import { bareNode } from '../scopes/bare-node.js';
import { computedOf, isDeepMerge, isGuard } from './deep-merges.js';

/** Methods that walk a path: their callback gets the value that was reached, and the next part. */
const WALKING: ReadonlySet<string> = new Set(['reduce', 'reduceRight']);

/** Whether an expression, or what it assigns, is `object[key]`: `object[key] ??= {}`, `object[key] || {}`. */
function stepsFrom(node: AnyNode, name: string): boolean {
  const at = bareNode(node);
  if (at.type === 'AssignmentExpression') return stepsFrom(at.left, name) || stepsFrom(at.right, name);
  if (at.type === 'LogicalExpression') return stepsFrom(at.left, name);
  if (at.type === 'SequenceExpression') return stepsFrom(at.expressions.at(-1)!, name);
  return computedOf(at) === name;
}

/** What a function gives: its expression, or what its `return` statements give. */
function givenBy(fn: FunctionNode): readonly AnyNode[] {
  if (fn.body.type !== 'BlockStatement') return [fn.body];
  return fn.body.body.flatMap((each) =>
    each.type === 'ReturnStatement' && each.argument ? [each.argument] : [],
  );
}

function calleeOf(node: AnyNode): AnyNode | null {
  return node.type === 'CallExpression' ? bareNode(node.callee) : null;
}

/** The name of the method that a call calls. */
function methodOf(node: AnyNode): string | null {
  const callee = calleeOf(node);
  if (callee?.type !== 'MemberExpression' || callee.computed) return null;
  return callee.property.type === 'Identifier' ? callee.property.name : null;
}

function nameIn(param: Pattern | undefined): string | null {
  return param?.type === 'Identifier' ? param.name : null;
}

/** `parts.reduce((node, part) => node[part], object)` */
function isWalkingCall(node: AnyNode): boolean {
  const [callback] = node.type === 'CallExpression' ? node.arguments : [];
  if (!callback || !isFunctionNode(callback) || !WALKING.has(methodOf(node) ?? '')) return false;
  const held = nameIn(callback.params[0]);
  return held !== null && givenBy(callback).some((given) => stepsFrom(given, held));
}

/** `node = node[part]` */
function isStep(node: AnyNode): boolean {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier') return false;
  return stepsFrom(node.right, node.left.name);
}

/** `node[part] = value`. An object that the code makes, `{}`, does not count: nobody outside chooses it. */
function isSetting(node: AnyNode): boolean {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return false;
  const value = bareNode(node.right);
  const isMade = value.type === 'ObjectExpression' || value.type === 'LogicalExpression';
  return node.operator === '=' && node.left.computed && node.left.property.type !== 'Literal' && !isMade;
}

/** The name of the text that a function splits into a path: `path` of `path.split('.')`. */
function splitName(node: AnyNode): string | null {
  if (methodOf(node) !== 'split') return null;
  const text = bareNode((calleeOf(node) as MemberExpression).object);
  const inner = text.type === 'CallExpression' ? text.arguments[0] : text;
  return inner?.type === 'Identifier' ? inner.name : null;
}

/** Whether code tests only one part of a path: `RESERVED.includes(parts[0])`. */
function asksOfOne(node: AnyNode): boolean {
  const given = node.type === 'CallExpression' ? node.arguments[0] : undefined;
  return given?.type === 'MemberExpression' && given.computed && given.property.type === 'Literal';
}

/** Operands of a comparison with the whole path, which proves nothing about its parts: `path === '__proto__'`. */
function comparedWith(node: AnyNode, split: ReadonlySet<string>): readonly AnyNode[] {
  if (node.type !== 'BinaryExpression') return [];
  const isPath = (side: AnyNode): boolean => side.type === 'Identifier' && split.has(side.name);
  return [node.left, node.right].some(isPath) ? [node.left, node.right] : [];
}

/** All nodes of a function. */
function nodesOf({ body }: FunctionNode): readonly AnyNode[] {
  const nodes: AnyNode[] = [body];
  for (const node of nodes) eachChild(node, (child) => nodes.push(child));
  return nodes;
}

/** Which parameter is the path, if a function sets a property under a path of names; null: it does not. */
function pathParameter(fn: FunctionNode): number | 'any' | null {
  if (fn.end - fn.start > limitOf('copied-code')) return null;
  const nodes = nodesOf(fn);
  const split = new Set(nodes.flatMap((node) => splitName(node) ?? []));
  const ofWhole = new Set(nodes.flatMap((node) => comparedWith(node, split)));
  if (nodes.some((node) => isGuard(node) && !asksOfOne(node) && !ofWhole.has(node))) return null;
  if (!nodes.some((node) => isStep(node) || isWalkingCall(node)) || !nodes.some(isSetting)) return null;
  const at = fn.params.findIndex((param) => split.has(nameIn(param) ?? ''));
  return at < 0 ? 'any' : at;
}

const known = new WeakMap<FunctionNode, { readonly at: number | 'any' | null }>();

/**
 * Which parameter is the path, if a function sets a property under any path of names: `a.__proto__.b` leads into the prototype of all
 * objects. @returns `any` if no single parameter is the path, null if the function sets no such property
 */
function pathOfSetter(fn: FunctionNode): number | 'any' | null {
  const found = known.get(fn) ?? { at: pathParameter(fn) };
  known.set(fn, found);
  return found.at;
}

/** The names that rules use for a function of the program: `own:merge`, `own:set.1`. */
export function ownNames(fn: FunctionNode): readonly (readonly string[])[] {
  const path = pathOfSetter(fn);
  return [...(isDeepMerge(fn) ? [['merge']] : []), ...(path === null ? [] : [['set', String(path)]])];
}
