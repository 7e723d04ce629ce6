import { limitOf } from '../../files/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { Check } from './check.js';
import type { CheckKind } from './patterns.js';

const NONE: readonly Check[] = [];

/** A module, with what its code gives names. */
export interface ConditionText {
  readonly text: string;
  /** Patterns by name. */
  readonly patterns: ReadonlyMap<string, string>;
  /** What code gives names and attributes, in the order of the text. */
  readonly given: ReadonlyMap<string, readonly PythonNode[]>;
  /** Addresses by the name of what `urlparse` makes of them. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Addresses by the name of a variable that holds the name of their server. */
  readonly servers: ReadonlyMap<string, string>;
  /** The name of the element of a list with which a condition compares; absent outside of a generator. */
  readonly element?: string;
}

/** `urlparse(url)`; the group is the address. */
const PARSED = /^(?:\w+\.){0,4}url(?:parse|split)\(([\w.[\]']{1,100})\)$/;
/** `ipaddress.ip_address(name)`; the group is the name. */
const ADDRESS = /^(?:ipaddress\.)?ip_address\(([\w.[\]'"]{1,100})\)$/;
/** The server that an address names. */
const SERVER = /^(.+)\.(?:hostname|netloc)$/;

/** The address that an expression parses; null of another one. */
export function parsedAddress(node: PythonNode, text: string): string | null {
  if (node.type !== 'call' || node.end - node.start > limitOf('checked-name')) return null;
  const [, address] = PARSED.exec(text.slice(node.start, node.end).replaceAll('"', "'")) ?? [];
  return address ?? null;
}

/** A check of an address's server is one of the address. */
function ofServer(
  node: PythonNode,
  { text, addresses, servers }: Pick<ConditionText, 'text' | 'addresses' | 'servers'>,
): readonly Check[] {
  const [, address] = ADDRESS.exec(text.slice(node.start, Math.min(node.end, node.start + 120))) ?? [];
  if (address !== undefined) return [{ name: address.replaceAll('"', "'"), kind: 'host' }];
  const whole = servers.get(text.slice(node.start, node.end));
  if (whole !== undefined) return [{ name: whole, kind: 'host' }];
  const object = node.type === 'attribute' ? fieldOf(node, 'object') : undefined;
  if (!object || !SERVER.test(text.slice(node.start, node.end))) return NONE;
  const name = pythonName(object, text);
  const names = [name, parsedAddress(object, text), name === null ? null : (addresses.get(name) ?? null)];
  return names.flatMap((each) => (each === null ? [] : [{ name: each, kind: 'host' as const }]));
}

/** The address whose server an expression names, perhaps with a default: `urlparse(url).hostname or ''`. */
export function addressOfServer(
  node: PythonNode,
  source: Pick<ConditionText, 'text' | 'addresses'>,
): string | null {
  const value = (node.type === 'boolean_operator' && fieldOf(node, 'left')) || node;
  const [check] = ofServer(value, { ...source, servers: new Map() }).slice(-1);
  return check?.name ?? null;
}

const NAMES: ReadonlySet<string> = new Set(['identifier', 'attribute', 'subscript']);

/** Defaults that hold nothing of what somebody sends: constants, and what is empty. */
const CONSTANT = /^(?:integer|float|true|false|none)$/;
const EMPTY = /^(?:dictionary|list|tuple)$/;

function isHarmlessDefault(node: PythonNode | undefined, text: string): boolean {
  if (!node || CONSTANT.test(node.type)) return true;
  return (EMPTY.test(node.type) && node.children.length === 0) || constantText(node, text) !== null;
}

/** `event.get('id')`: the name of what it gives, `event['id']`; null of other calls. */
function nameOfGot(call: PythonNode, text: string): string | null {
  const callee = fieldOf(call, 'function');
  const [object, attribute] = callee ? [fieldOf(callee, 'object'), fieldOf(callee, 'attribute')] : [];
  if (!object || !attribute || text.slice(attribute.start, attribute.end) !== 'get') return null;
  const [key, byDefault, ...others] = argumentsOf(call);
  const [name, part] = [pythonName(object, text), constantText(key, text)];
  const isPlain = others.length === 0 && isHarmlessDefault(byDefault, text);
  return name !== null && part !== null && isPlain ? `${name}['${part}']` : null;
}

/** `id`, `event['id']`, without spaces and with one kind of quotes; null of what is no name. */
export function pythonName(node: PythonNode, text: string): string | null {
  const { type, start, end } = node;
  if (end - start > limitOf('checked-name')) return null;
  if (type === 'call') return nameOfGot(node, text);
  if (!NAMES.has(type)) return null;
  const name = text.slice(start, end).replace(/\s/g, '').replaceAll('"', "'");
  if (!name.includes('(')) return name;
  const object = fieldOf(node, 'object') ?? fieldOf(node, 'value');
  const inner = object ? pythonName(object, text) : null;
  const part = object ? text.slice(object.end, end).replace(/\s/g, '').replaceAll('"', "'") : '(';
  return inner === null || part.includes('(') ? null : inner + part;
}

/** A check of a name. */
export function checkOf(
  node: PythonNode | undefined,
  source: ConditionText,
  kind: CheckKind = 'value',
): readonly Check[] {
  if (!node) return NONE;
  const name = pythonName(node, source.text);
  return [...(name === null ? NONE : [{ name, kind }]), ...ofServer(node, source)];
}

export function textOf({ start, end }: PythonNode, { text }: ConditionText): string {
  return text.slice(start, end);
}

/** The text of a constant in quotes; null of other nodes. */
export function constantText(node: PythonNode | undefined, text: string): string | null {
  if (node?.type !== 'string' || node.children.some(({ type }) => type === 'interpolation')) return null;
  const content = node.children.filter(({ type }) => type === 'string_content');
  return content.map(({ start, end }) => text.slice(start, end)).join('');
}

/** The arguments of a call. */
export function argumentsOf(call: PythonNode): readonly PythonNode[] {
  return fieldOf(call, 'arguments')?.children.filter(({ type }) => type !== 'comment') ?? [];
}

/** A script and its syntax tree. */
export interface PythonModule {
  readonly text: string;
  readonly root: PythonNode;
}

/** All nodes of a tree, in the order of the text. */
export function* nodesOf(root: PythonNode): Generator<PythonNode> {
  const open: PythonNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    for (const child of node.children.toReversed()) open.push(child);
  }
}

/** Both sides of an assignment. */
export function assignmentIn(node: PythonNode | undefined): readonly (PythonNode | undefined)[] {
  return node?.type === 'assignment' ? [fieldOf(node, 'left'), fieldOf(node, 'right')] : [];
}

const NAMED = /^(?:identifier|attribute)$/;

/** What code gives names. */
export function givenIn({ text, root }: PythonModule): Map<string, PythonNode[]> {
  const given = new Map<string, PythonNode[]>();
  for (const node of nodesOf(root)) {
    const [left, right] = assignmentIn(node);
    if (!left || !right || !NAMED.test(left.type)) continue;
    const name = text.slice(left.start, left.end);
    const known = given.get(name);
    if (known) known.push(right);
    else given.set(name, [right]);
  }
  return given;
}
