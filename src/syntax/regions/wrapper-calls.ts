import type { AnyNode, VariableDeclarator } from 'acorn';
import { walkNodes } from '../walk-nodes.js';
import { isWrapper, regionOf, type FunctionNode, type ModuleRegion } from './module-region.js';

/** Longest helper of a bundler, unminified. */
const MAX_HELPER = 800;

/** `{ exports: {} }`, anywhere in a node. */
function makesExports(node: AnyNode): boolean {
  for (const inner of walkNodes(node) as Iterable<AnyNode>) {
    if (inner.type !== 'Property' || inner.value.type !== 'ObjectExpression') continue;
    const { key, value } = inner;
    if (key.type === 'Identifier' && key.name === 'exports' && value.properties.length === 0) return true;
  }
  return false;
}

/** `helper`, or `.helper` of a property: webpack's helpers hang on the function that a module gets as `require`. */
function nameOf(node: AnyNode | null): string | null {
  if (node?.type === 'Identifier') return node.name;
  const isProperty =
    node?.type === 'MemberExpression' && !node.computed && node.property.type === 'Identifier';
  return isProperty && node.property.type === 'Identifier' ? `.${node.property.name}` : null;
}

/**
 * Name of a helper that makes a module of a function: `var y = (e, t) => () => (t || e((t = { exports: {} }).exports, t), t.exports)`
 * in esbuild's output, `n.cw = (e) => …` in webpack's.
 */
export function helperName(node: AnyNode): string | null {
  if (node.end - node.start > MAX_HELPER) return null;
  if (node.type === 'FunctionDeclaration') return makesExports(node) ? nameOf(node.id) : null;
  const [name, value] =
    node.type === 'VariableDeclarator'
      ? [node.id, node.init]
      : node.type === 'AssignmentExpression'
        ? [node.left, node.right]
        : [null, null];
  return isWrapper(value) && makesExports(value) ? nameOf(name) : null;
}

/** The module in what a helper is called with: a function, or an object of one method whose name is the module's path. */
function moduleIn(given: AnyNode | undefined): FunctionNode | null {
  if (isWrapper(given)) return given;
  if (given?.type !== 'ObjectExpression' || given.properties.length !== 1) return null;
  const [only] = given.properties;
  return only?.type === 'Property' && isWrapper(only.value) ? only.value : null;
}

export interface WrapperCall {
  /** Name of what is called. */
  readonly helper: string;
  readonly region: ModuleRegion;
}

/** `x = helper(function (exports, module) {…})`. */
export function wrapperCall({ init }: VariableDeclarator): WrapperCall | null {
  if (init?.type !== 'CallExpression') return null;
  const helper = nameOf(init.callee);
  const scope = moduleIn(init.arguments[0]);
  return scope && helper !== null ? { helper, region: regionOf(init, scope) } : null;
}
