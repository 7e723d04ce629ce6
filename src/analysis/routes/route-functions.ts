import type { AnyNode } from 'acorn';
import type { FlowCallback } from '../../model/index.js';
import { isFunctionNode, type CallSite, type ObjectToken, type Unit } from '../../program/index.js';

/** How many calls of `next` in one function are looked at. Each costs a walk through the whole function. */
export const MOST_NEXT = 32;

/** The elements of a list as code writes it; null of another list. */
export function elementCount(token: ObjectToken): number | null {
  const site = token.site as AnyNode | null;
  if (token.form !== 'array' || site?.type !== 'ArrayExpression') return null;
  const isPlain = site.elements.every((each) => each?.type !== 'SpreadElement');
  return isPlain ? site.elements.length : null;
}

/** Whether a hook has no parameter for the function that passes a request on. */
export function isHook({ isHook: isMeant }: FlowCallback, { node }: Unit): boolean {
  return isMeant === true && isFunctionNode(node) && node.params.length < 3;
}

/** The functions that code stands in, the innermost first. */
export function ownersOf(scope: CallSite['scope']): readonly Unit[] {
  const owners = new Set<Unit>();
  for (let at: CallSite['scope'] | null = scope; at; at = at.parent) owners.add(at.owner);
  return [...owners];
}
