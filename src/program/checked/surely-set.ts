import type { AnyNode } from 'acorn';
import { eachChild } from '../../syntax/index.js';
import { expressionsOf, leaves, surelyRun } from './statements.js';
import { nameOf } from './names.js';

/** Names that an expression gives a value: `request.body = value`. */
function setBy(node: AnyNode): readonly string[] {
  const name = node.type === 'AssignmentExpression' && node.operator === '=' ? nameOf(node.left) : null;
  return name === null ? [] : [name];
}

/** What stands before a position in a list of statements, or in a sequence: it has run once code is there. */
function before(node: AnyNode, position: number): readonly AnyNode[] {
  if (node.type === 'SequenceExpression') return node.expressions.filter(({ end }) => end <= position);
  if (node.type !== 'BlockStatement') return [];
  return node.body
    .filter(({ end }) => end <= position)
    .flatMap(surelyRun)
    .flatMap(expressionsOf);
}

/** The part of a node that a position stands in; null if it stands in none. */
function childAt(node: AnyNode, position: number): AnyNode | null {
  let found: AnyNode | null = null;
  eachChild(node, (child) => {
    if (child.start <= position && position < child.end) found = child;
  });
  return found;
}

/** Names to which code has given a value wherever it comes to a position, whichever way it took. */
export function surelySet(code: AnyNode, position: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (let at: AnyNode | null = code; at; at = childAt(at, position))
    for (const name of before(at, position).flatMap(setBy)) names.add(name);
  return names;
}

/** Whether code may go on without having come to a position: it stands in a branch that has no other. */
export function mayBeSkipped(code: AnyNode, position: number): boolean {
  for (let at: AnyNode | null = code; at;) {
    const inner = childAt(at, position);
    if (at.type === 'IfStatement' && !at.alternate && inner === at.consequent && !leaves(at.consequent))
      return true;
    if (at.type === 'LogicalExpression' && inner === at.right) return true;
    at = inner;
  }
  return false;
}
