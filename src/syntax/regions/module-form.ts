import type { AnyNode } from 'acorn';
import { flatCode } from './flat-code.js';
import type { ModuleRegion } from './module-region.js';
import { nameOf } from './top-level.js';

/** The name that a chain of members and assignments begins with: `e` of `e.exports.x`, `(e.exports = f).x`. */
function rootOf(node: AnyNode): string | null {
  let root = node;
  while (root.type === 'MemberExpression' || root.type === 'AssignmentExpression')
    root = root.type === 'MemberExpression' ? root.object : root.left;
  return nameOf(root);
}

/** Whether code is `exports.x = …`, `module.exports = …` or `var f = module.exports = …`, by the names that the module is handed. */
function assigns(cell: AnyNode, handed: ReadonlySet<string>): boolean {
  const node = cell.type === 'VariableDeclarator' ? cell.init : cell;
  if (node?.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') return false;
  return handed.has(rootOf(node.left) ?? '');
}

/** Whether code is `n.d(t, {…})` or `n.r(t)`, which webpack and Rspack write for exports of an ECMAScript module. */
function defines(cell: AnyNode, handed: ReadonlySet<string>): boolean {
  if (cell.type !== 'CallExpression' || cell.callee.type !== 'MemberExpression') return false;
  const { object, property, computed } = cell.callee;
  if (computed || property.type !== 'Identifier' || !['d', 'r'].includes(property.name)) return false;
  const [exported] = cell.arguments;
  return handed.has(nameOf(object) ?? '') && exported !== undefined && handed.has(nameOf(exported) ?? '');
}

/** The format of a module before it was bundled. */
export type ModuleForm = 'commonjs' | 'ecmascript';

/**
 * The format of a separate module, by its exports; null where these do not show it: a module that exports nothing, or within a
 * function, may be either. Bundlers leave exports of CommonJS as they are, and have other ways for ECMAScript modules.
 */
export function formOf({ scope, isGuarded }: ModuleRegion): ModuleForm | null {
  if (isGuarded) return 'commonjs';
  const handed = new Set('params' in scope ? scope.params.flatMap((each) => nameOf(each) ?? []) : []);
  if (handed.size === 0) return null;
  const { cells } = flatCode(scope);
  if (cells.some((cell) => defines(cell, handed))) return 'ecmascript';
  return cells.some((cell) => assigns(cell, handed)) ? 'commonjs' : null;
}
