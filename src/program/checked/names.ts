import type { AnyNode } from 'acorn';
import { bareNode } from '../scopes/bare-node.js';

/** Names of a chain of members that are looked at: a longer one is no name. */
const LONGEST_CHAIN = 8;

/** `id`, `event.body.id`, `this.id`; null of what is no name. */
export function nameOf(node: AnyNode): string | null {
  const names: string[] = [];
  let at = bareNode(node);
  while (at.type === 'MemberExpression' && names.length < LONGEST_CHAIN) {
    if (at.computed || at.property.type !== 'Identifier') return null;
    names.unshift(at.property.name);
    at = bareNode(at.object);
  }
  if (at.type === 'ThisExpression') return names.length > 0 ? ['this', ...names].join('.') : null;
  return at.type === 'Identifier' ? [at.name, ...names].join('.') : null;
}

/** The names at the end of a chain of members: `s3.bucket` of `event.Records[0].s3.bucket`; null of what is no name. */
export function lastNames(node: AnyNode): string | null {
  const names: string[] = [];
  let at = bareNode(node);
  while (at.type === 'MemberExpression' && names.length < LONGEST_CHAIN) {
    if (at.computed || at.property.type !== 'Identifier') return names.join('.') || null;
    names.unshift(at.property.name);
    at = bareNode(at.object);
  }
  return (at.type === 'Identifier' ? [at.name, ...names] : names).join('.') || null;
}

/** Methods of a text whose result contains only characters of that text. */
export const KEEPING =
  /^(?:trim|trimStart|trimEnd|toLowerCase|toUpperCase|slice|substring|strip|lstrip|rstrip|lower|upper|casefold)$/;
