import type { AnyNode, Program } from 'acorn';
import { findModules } from './regions/find-modules.js';
import type { ModuleRegion } from './regions/module-region.js';

/** The specifier that a node imports; null when it is no import. */
type ReadImport = (node: AnyNode) => string | null;

/** A module of a bundle that is no more than `module.exports = require("x")`: webpack, rspack and ncc write external modules so. */
export interface RelayModule {
  /** Its key in the bundle. */
  readonly key: string;
  readonly specifier: string;
  readonly start: number;
  readonly end: number;
}

/** The specifier of `module.exports = require("x")`. */
export function handedOn(node: AnyNode, isImport: ReadImport): string | null {
  if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return null;
  const { property } = node.left;
  return property.type === 'Identifier' && property.name === 'exports' ? isImport(node.right) : null;
}

/** The only statement of a function, without directives. */
function onlyStep(scope: AnyNode): AnyNode | null {
  if (!('body' in scope) || Array.isArray(scope.body)) return null;
  const { body } = scope;
  if (body.type !== 'BlockStatement') return body.type === 'ClassBody' ? null : body;
  const steps = body.body.filter((each) => each.type !== 'ExpressionStatement' || !each.directive);
  const [only] = steps;
  return steps.length === 1 && only?.type === 'ExpressionStatement' ? only.expression : null;
}

function relayOf({ key, scope, start, end }: ModuleRegion, isImport: ReadImport): RelayModule[] {
  const step = key === undefined ? null : onlyStep(scope);
  const specifier = step && handedOn(step, isImport);
  return key === undefined || specifier === null ? [] : [{ key, specifier, start, end }];
}

export function relayModules(program: Program, isImport: ReadImport): RelayModule[] {
  return findModules(program).flatMap((region) => relayOf(region, isImport));
}

/**
 * The key in a call that may require a module: `n(123)`, `n.bind(n, 123)`. A call of another function adds a place, which hides
 * nothing.
 */
export function requiredKey(node: AnyNode): string | null {
  if (node.type !== 'CallExpression') return null;
  const { callee, arguments: given } = node;
  const isBinding =
    callee.type === 'MemberExpression' &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'bind';
  const key = given[isBinding ? 1 : 0];
  if (key?.type !== 'Literal' || (callee.type !== 'Identifier' && !isBinding)) return null;
  return String(key.value);
}
