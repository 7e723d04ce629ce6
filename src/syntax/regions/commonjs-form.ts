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

/**
 * Whether a module that was kept apart exports as CommonJS does. Bundlers leave that as it is, and have other ways for
 * ECMAScript modules: what is so was no ECMAScript module. A module that exports nothing, or within a function, may be either.
 */
export function exportsAsCommonJs({ scope, isGuarded }: ModuleRegion): boolean {
  if (isGuarded) return true;
  const handed = new Set('params' in scope ? scope.params.flatMap((each) => nameOf(each) ?? []) : []);
  return handed.size > 0 && flatCode(scope).cells.some((cell) => assigns(cell, handed));
}
