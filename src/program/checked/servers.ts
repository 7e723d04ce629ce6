import type { AnyNode, CallExpression } from 'acorn';
import { bareNode } from '../scopes/bare-node.js';
import { nameOf } from './names.js';

/** Parts of an address that name its server. */
const SERVER = /^(.+)\.(?:host|hostname|origin)$/;
/** Variables that hold such a part: `const { hostname } = new URL(address)`. */
const SERVER_NAME = /^(?:host|hostname|origin|netloc)$/;
/** The end of the names of servers below a domain that code names: `.example.com`, not `example.com`, which anybody may end a name with. */
const BELOW_DOMAIN = /^\.[\w-]+(?:\.[\w-]+)*$/;

/** The name of the address whose server a name means; null of other names. */
export function addressOfServer(name: string): string | null {
  return SERVER.exec(name)?.[1] ?? null;
}

/** Whether a name is that of a server, or of the part of an address that names it. */
export function namesServer(name: string): boolean {
  return SERVER.test(name) || SERVER_NAME.test(name);
}

/** Whether only servers of a domain that code names have names that end with a text. */
export function isDomainEnd(text: string): boolean {
  return BELOW_DOMAIN.test(text);
}

/** `new URL(address)`: the address; null of other nodes. */
function addressIn(made: AnyNode): AnyNode | null {
  if (made.type !== 'NewExpression') return null;
  const callee = bareNode(made.callee);
  return callee.type === 'Identifier' && callee.name === 'URL' ? (made.arguments[0] ?? null) : null;
}

/** `new URL(address).hostname`: the address; null of other nodes. */
export function parsedAddressIn(node: AnyNode): AnyNode | null {
  if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier') return null;
  return SERVER_NAME.test(node.property.name) ? addressIn(bareNode(node.object)) : null;
}

/** The address of which an expression makes an object, or the name of its server. */
export function madeOfAddress(node: AnyNode): AnyNode | null {
  const bare = bareNode(node);
  return addressIn(bare) ?? parsedAddressIn(bare);
}

/** The leftmost part of an expression that joins texts. */
function firstPart(node: AnyNode): AnyNode {
  let at = node;
  while (at.type === 'BinaryExpression' && at.operator === '+') at = at.left;
  return at;
}

/** Whether what ends with an expression is below a domain: `'.example.com'`, `'.' + domain`, `` `.${domain}` ``. */
export function isBelowDomain(end: AnyNode): boolean {
  if (end.type === 'Literal') return isDomainEnd(String(end.value));
  const first = firstPart(end);
  if (first.type === 'TemplateLiteral') return first.quasis[0]?.value.cooked?.startsWith('.') ?? false;
  return first.type === 'Literal' && String(first.value).startsWith('.');
}

/** `relative(root, path)`; null of other nodes. */
export function relativeCall(node: AnyNode): CallExpression | null {
  const bare = bareNode(node);
  if (bare.type !== 'CallExpression' || bare.arguments.length !== 2) return null;
  return /(?:^|\.)relative$/.test(nameOf(bare.callee) ?? '') ? bare : null;
}
