import type { AnyNode } from 'acorn';
import { eachChild } from './node-kinds.js';

/** Names that a pattern binds; names in its defaults count too. */
function addNames(pattern: AnyNode, names: Set<string>): void {
  const open = [pattern];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'Identifier') names.add(node.name);
    else eachChild(node, (child) => open.push(child));
  }
}

/** Adds the names that a node binds below it. */
function addBound(node: AnyNode, names: Set<string>): void {
  if (node.type === 'VariableDeclarator') addNames(node.id, names);
  else if (node.type === 'CatchClause' && node.param) addNames(node.param, names);
  else if ('params' in node) for (const parameter of node.params) addNames(parameter, names);
  if ('id' in node && node.id?.type === 'Identifier') names.add(node.id.name);
}

/** Whether a child is only a name in a member or key: `x.name`, `{ name: … }`. */
function isLabel(child: AnyNode, parent: AnyNode): boolean {
  if (!('computed' in parent) || parent.computed) return false;
  return parent.type === 'MemberExpression'
    ? parent.property === child
    : parent.key === child && parent.value !== child;
}

/**
 * Names that a piece of code uses from around it. A name that it also binds anywhere within counts as its own: the result may
 * lack names, and has none too many.
 */
export function freeNames(root: AnyNode): ReadonlySet<string> {
  const used = new Set<string>();
  const bound = new Set<string>();
  const open = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    const parent = node;
    if (node.type === 'Identifier') used.add(node.name);
    addBound(node, bound);
    eachChild(node, (child) => {
      if (!isLabel(child, parent)) open.push(child);
    });
  }
  return new Set([...used].filter((name) => !bound.has(name)));
}
