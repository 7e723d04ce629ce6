import type { AnyNode, CallExpression } from 'acorn';
import { bareNode } from '../scopes/bare-node.js';
import { checkOf, NONE } from './check-of.js';
import type { Check } from './check.js';
import { nameOf } from './names.js';
import { OTHER_SERVER } from './patterns.js';
import { relativeCall } from './servers.js';

/** What leads out of a folder. */
const UP: ReadonlySet<unknown> = new Set(['..', '../']);

/** `!path.relative(root, file).startsWith('..')` checks the file. A variable may hold the relative path. */
function notUp(way: AnyNode): readonly Check[] {
  const made = relativeCall(way);
  return made
    ? checkOf(made.arguments[1], 'prefix').map((check) => ({ ...check, made }))
    : checkOf(way, 'relative');
}

/** `!name.startsWith('//')` checks the name: it then is a path on the same server. */
export function notBegun({ callee, arguments: [prefix] }: CallExpression): readonly Check[] {
  const member = bareNode(callee);
  const name = member.type === 'MemberExpression' ? nameOf(member.property) : null;
  if (member.type !== 'MemberExpression' || prefix?.type !== 'Literal') return NONE;
  if (UP.has(prefix.value) && (name === 'startsWith' || name === 'includes')) return notUp(member.object);
  const isOther = name === 'startsWith' && prefix.value === OTHER_SERVER;
  return isOther ? checkOf(member.object, 'prefix') : NONE;
}
