import type { AnyNode, BlockStatement, Expression } from 'acorn';
import { eachChild } from '../node-kinds.js';

/** One statement, declarator or element of a sequence of code that a bundler hoisted: [start, end). */
export interface Cell {
  readonly start: number;
  readonly end: number;
}

/** Shorter functions that run at once are ordinary code, unless they are searched for. */
const MIN_FLATTENED = 2048;

const OPENED = new Set<AnyNode['type']>([
  'Program',
  'BlockStatement',
  'ExpressionStatement',
  'VariableDeclaration',
  'SequenceExpression',
  'ExportNamedDeclaration',
]);

/** The function that `(() => {…})()` or `!function () {…}()` runs. */
function functionRunAtOnce(node: AnyNode, leastLength: number): AnyNode | null {
  if (node.end - node.start < leastLength) return null;
  if (node.type === 'UnaryExpression' || node.type === 'AwaitExpression')
    return functionRunAtOnce(node.argument, leastLength);
  if (node.type === 'AssignmentExpression') return functionRunAtOnce(node.right, leastLength);
  if (node.type === 'VariableDeclarator') return node.init ? functionRunAtOnce(node.init, leastLength) : null;
  if (node.type !== 'CallExpression') return null;
  const { callee } = node;
  return callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression' ? callee : null;
}

function isFunction(node: AnyNode): node is Extract<AnyNode, { body: BlockStatement | Expression }> {
  return /Function/.test(node.type);
}

export interface FlatCode {
  /** In order. */
  readonly cells: readonly AnyNode[];
  /** The functions and expressions whose code is at the top level. */
  readonly scopes: readonly AnyNode[];
}

/**
 * The smallest pieces that a top level falls into, functions that run at once being opened.
 * @param root a program or the scope of a module.
 * @param leastLength of a function that runs at once, to be opened.
 */
export function flatCode(root: AnyNode, leastLength = MIN_FLATTENED): FlatCode {
  const cells: AnyNode[] = [];
  const scopes: AnyNode[] = [];
  const open = (node: AnyNode): void => {
    const isOpen = node === root || OPENED.has(node.type);
    const inner = isOpen ? node : functionRunAtOnce(node, leastLength);
    if (!inner) cells.push(node);
    else if (isFunction(inner)) {
      scopes.push(inner);
      open(inner.body);
    } else eachChild(inner, open);
  };
  open(root);
  return { cells, scopes };
}
