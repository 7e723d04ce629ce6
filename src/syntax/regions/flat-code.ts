import type { AnyNode, BlockStatement, Expression } from 'acorn';
import { eachChild } from '../node-kinds.js';

/** One statement, declarator or element of a sequence of code that a bundler hoisted: [start, end). */
export interface Cell {
  readonly start: number;
  readonly end: number;
}

/** Shorter functions that run at once are ordinary code. */
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
function functionRunAtOnce(node: AnyNode): AnyNode | null {
  if (node.end - node.start < MIN_FLATTENED) return null;
  if (node.type === 'UnaryExpression' || node.type === 'AwaitExpression')
    return functionRunAtOnce(node.argument);
  if (node.type === 'AssignmentExpression') return functionRunAtOnce(node.right);
  if (node.type === 'VariableDeclarator') return node.init ? functionRunAtOnce(node.init) : null;
  if (node.type !== 'CallExpression') return null;
  const { callee } = node;
  return callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression' ? callee : null;
}

function isFunction(node: AnyNode): node is Extract<AnyNode, { body: BlockStatement | Expression }> {
  return /Function/.test(node.type);
}

interface FlatCode {
  /** In order. */
  readonly cells: readonly Cell[];
  /** The functions and expressions whose code is at the top level. */
  readonly scopes: readonly AnyNode[];
}

/**
 * The smallest pieces that a top level falls into, functions that run at once being opened.
 * @param root a program or the scope of a module.
 */
export function flatCode(root: AnyNode): FlatCode {
  const cells: Cell[] = [];
  const scopes: AnyNode[] = [];
  const open = (node: AnyNode): void => {
    const inner = node === root || OPENED.has(node.type) ? node : functionRunAtOnce(node);
    if (!inner) cells.push({ start: node.start, end: node.end });
    else if (isFunction(inner)) {
      scopes.push(inner);
      open(inner.body);
    } else eachChild(inner, open);
  };
  open(root);
  return { cells, scopes };
}
