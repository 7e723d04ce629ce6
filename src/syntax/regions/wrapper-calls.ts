import type { AnyNode, VariableDeclarator } from 'acorn';
import { isWrapper, regionOf, type FunctionNode, type ModuleRegion } from './module-region.js';

/** Longest helper of a bundler, unminified. */
const MAX_HELPER = 800;

/** Whether a node is `exports: {}` in an object. */
export function isEmptyExports(node: AnyNode): boolean {
  if (node.type !== 'Property' || node.value.type !== 'ObjectExpression') return false;
  const { key, value } = node;
  return key.type === 'Identifier' && key.name === 'exports' && value.properties.length === 0;
}

/** `helper`, or `.helper` of a property: webpack's helpers hang on the function that a module gets as `require`. */
function nameOf(node: AnyNode | null): string | null {
  if (node?.type === 'Identifier') return node.name;
  const isProperty =
    node?.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier';
  return isProperty && node.property.type === 'Identifier' ? `.${node.property.name}` : null;
}

/** A function that may be a bundler's helper: it is one if `{ exports: {} }` is in it. */
export interface HelperCandidate {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** The name that a node assigns, and the value; null without a name. */
function namedValue(
  node: AnyNode,
): readonly [named: AnyNode | null, value: AnyNode | null | undefined] | null {
  switch (node.type) {
    case 'VariableDeclarator':
      return [node.id, node.init];
    case 'AssignmentExpression':
      return [node.left, node.right];
    case 'FunctionDeclaration':
      return [node.id, node];
    default:
      return null;
  }
}

/**
 * A possible helper that makes a module of a function: `var y = (e, t) => () => (t || e((t = { exports: {} }).exports, t), t.exports)`
 * in esbuild's output, `n.cw = (e) => …` in webpack's.
 */
export function helperCandidate(node: AnyNode): HelperCandidate | null {
  const pair = node.end - node.start > MAX_HELPER ? null : namedValue(node);
  if (!pair) return null;
  const [named, value] = pair;
  if (!value || (value !== node && !isWrapper(value))) return null;
  const name = nameOf(named);
  return name === null ? null : { name, start: value.start, end: value.end };
}

/** The module in the argument of a helper: a function, or an object with one method whose name is the module's path. */
function moduleIn(given: AnyNode | undefined): FunctionNode | null {
  if (isWrapper(given)) return given;
  if (given?.type !== 'ObjectExpression' || given.properties.length !== 1) return null;
  const [only] = given.properties;
  return only?.type === 'Property' && isWrapper(only.value) ? only.value : null;
}

export interface WrapperCall {
  /** Name of the callee. */
  readonly helper: string;
  readonly region: ModuleRegion;
}

/** `x = helper(function (exports, module) {…})`. */
export function wrapperCall({ id, init }: VariableDeclarator): WrapperCall | null {
  if (init?.type !== 'CallExpression') return null;
  const helper = nameOf(init.callee);
  const scope = moduleIn(init.arguments[0]);
  if (!scope || helper === null) return null;
  const region = regionOf(init, scope);
  return { helper, region: id.type === 'Identifier' ? { ...region, name: id.name } : region };
}
