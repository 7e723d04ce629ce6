import type { AnyNode, CallExpression } from 'acorn';
import { bareNode } from '../scopes/bare-node.js';
import { checkOf, NONE } from './check-of.js';
import type { Check } from './check.js';
import { findsUp, lackingText, lackingWithout } from './lacking-signs.js';
import { nameOf } from './names.js';
import { OTHER_SERVER } from './patterns.js';
import { relativeCall } from './servers.js';

/** What leads out of a folder. */
const UP: ReadonlySet<unknown> = new Set(['..', '../']);

/** `!path.relative(root, file).startsWith('..')` checks the file. A variable may hold the relative path. */
function notUp(way: AnyNode): readonly Check[] {
  const made = relativeCall(way);
  return made
    ? checkOf(made.arguments[1], 'folder').map((check) => ({ ...check, made }))
    : checkOf(way, 'relative');
}

/** Node's function that tells whether a path begins at the root. */
const ABSOLUTE = /(?:^|\.)isAbsolute$/;

/** `!/[\r\n]/.test(name)` checks the name. */
function notFound(pattern: AnyNode, name: AnyNode): readonly Check[] {
  if (pattern.type !== 'Literal' || !('regex' in pattern) || !pattern.regex) return NONE;
  const source = pattern.regex.pattern;
  const lacking = lackingWithout(source);
  const found = lacking ? checkOf(name, lacking) : NONE;
  return findsUp(source) ? [...found, ...checkOf(name, 'down')] : found;
}

/** `!name.startsWith('//')` checks the name: it then is a path on the same server. */
function notStarting(name: AnyNode, prefix: unknown): readonly Check[] {
  if (UP.has(prefix)) return notUp(name);
  if (prefix === '/') return checkOf(name, 'unrooted');
  return prefix === OTHER_SERVER ? checkOf(name, 'prefix') : NONE;
}

/** `!name.includes('..')` checks the name; without a slash, it leads nowhere else. */
function notHolding(name: AnyNode, sign: unknown): readonly Check[] {
  if (UP.has(sign)) return [...notUp(name), ...checkOf(name, 'down')];
  if (sign === '/') return checkOf(name, 'folder');
  const lacking = lackingText(String(sign));
  return lacking ? checkOf(name, lacking) : NONE;
}

/** What is checked of a name if a call is not true. */
export function notBegun({ callee, arguments: [given] }: CallExpression): readonly Check[] {
  const member = bareNode(callee);
  if (!given) return NONE;
  if (ABSOLUTE.test(nameOf(member) ?? '')) return checkOf(given, 'unrooted');
  if (member.type !== 'MemberExpression') return NONE;
  const name = nameOf(member.property);
  if (name === 'test') return notFound(member.object, given);
  if (name === 'match') return notFound(given, member.object);
  if (given.type !== 'Literal') return NONE;
  if (name === 'startsWith') return notStarting(member.object, given.value);
  return name === 'includes' ? notHolding(member.object, given.value) : NONE;
}
