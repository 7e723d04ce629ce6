import { Buffer } from 'node:buffer';
import type { AnyNode, CallExpression, MemberExpression } from 'acorn';
import { limitOf } from '../../files/index.js';
import { textOf } from '../../syntax/index.js';
import type { CallSite, Flow } from '../../program/index.js';

/** Calls inside each other that are computed. */
const DEEPEST = 12;

type Value = string | readonly string[];

/** A name of the code as the texts that it is known to have; null if it is not known. */
type Look = (node: AnyNode) => string | null;

function numberOf(node: AnyNode | undefined): number | undefined {
  if (node?.type === 'Literal' && typeof node.value === 'number') return node.value;
  const isMinus = node?.type === 'UnaryExpression' && node.operator === '-';
  const inner = isMinus ? numberOf(node.argument) : undefined;
  return inner === undefined ? undefined : -inner;
}

const ENCODINGS: ReadonlySet<string> = new Set([
  'base64',
  'base64url',
  'hex',
  'utf8',
  'utf-8',
  'latin1',
  'ascii',
  'binary',
]);

function decoded(text: string, encoding: string | undefined): string | null {
  if (encoding === undefined) return text;
  return ENCODINGS.has(encoding) ? Buffer.from(text, encoding as BufferEncoding).toString('latin1') : null;
}

type Method = (value: Value, given: readonly AnyNode[], look: Look) => Value | null;

const ofText =
  (compute: (text: string, given: readonly AnyNode[], look: Look) => Value | null): Method =>
  (value, given, look) =>
    typeof value === 'string' ? compute(value, given, look) : null;

const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['toString', ofText((text) => text)],
  ['trim', ofText((text) => text.trim())],
  ['toLowerCase', ofText((text) => text.toLowerCase())],
  ['toUpperCase', ofText((text) => text.toUpperCase())],
  ['slice', (value, [from, to]) => value.slice(numberOf(from), numberOf(to))],
  ['substring', ofText((text, [from, to]) => text.substring(numberOf(from) ?? 0, numberOf(to)))],
  [
    'split',
    ofText((text, [by], look) => {
      const separator = by ? look(by) : null;
      return separator === null ? null : text.split(separator).slice(0, limitOf('computed-text'));
    }),
  ],
  ['reverse', (value) => (typeof value === 'string' ? null : value.toReversed())],
  [
    'join',
    (value, [by], look) => (typeof value === 'string' ? null : value.join((by ? look(by) : ',') ?? '')),
  ],
  [
    'concat',
    ofText((text, given, look) => {
      const parts = given.map(look);
      return parts.includes(null) ? null : text + parts.join('');
    }),
  ],
  [
    'replace',
    ofText((text, [from, to], look) => {
      const [a, b] = [from ? look(from) : null, to ? look(to) : null];
      return a === null || b === null ? null : text.replace(a, () => b);
    }),
  ],
]);

function isName(node: AnyNode, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function characters(given: readonly AnyNode[]): string | null {
  const codes = given.map(numberOf);
  return codes.includes(undefined) ? null : String.fromCharCode(...codes.map((code) => code ?? 0));
}

/** `atob(text)`, `unescape(text)` of ASCII */
function atobText({ callee, arguments: [first] }: CallExpression, look: Look): string | null {
  const isEscaped = isName(callee, 'unescape');
  const text = first && (isEscaped || isName(callee, 'atob')) ? look(first) : null;
  if (text === null) return null;
  return isEscaped ? text.replaceAll('%25', '%') : decoded(text, 'base64');
}

function memberName(callee: MemberExpression, look: Look): string | null {
  const { property, computed } = callee;
  return property.type === 'Identifier' && !computed ? property.name : look(property);
}

/** `Buffer.from(text, 'hex')`, `String.fromCharCode(101, …)` */
function madeText(
  { callee, arguments: given }: CallExpression,
  name: string | null,
  look: Look,
): string | null {
  if (callee.type !== 'MemberExpression') return null;
  if (name === 'fromCharCode' && isName(callee.object, 'String')) return characters(given);
  if (name !== 'from' || !isName(callee.object, 'Buffer')) return null;
  const [text = null, encoding = null] = given.map(look);
  return text === null || encoding === null ? null : decoded(text, encoding);
}

/** What a call of a decoder gives, or a method of a text. */
function callValue(node: CallExpression, look: Look, depth: number): Value | null {
  const { callee, arguments: given } = node;
  if (callee.type !== 'MemberExpression') return atobText(node, look);
  const name = memberName(callee, look);
  const method = METHODS.get(name ?? '');
  const value = method ? valueOf(callee.object, look, depth + 1) : null;
  return method && value !== null ? method(value, given, look) : madeText(node, name, look);
}

function valueOf(node: AnyNode, look: Look, depth: number): Value | null {
  if (depth > DEEPEST) return null;
  if (node.type === 'CallExpression') return callValue(node, look, depth);
  if (node.type !== 'ArrayExpression') return look(node);
  const parts = node.elements.map((each) => {
    const value = each ? (numberOf(each)?.toString() ?? valueOf(each, look, depth + 1)) : null;
    return typeof value === 'string' ? value : null;
  });
  return parts.length > limitOf('computed-text') || parts.includes(null)
    ? null
    : parts.map((each) => each ?? '');
}

/** Adds the text that a call gives to its result, where it is known. */
export function addComputed(flow: Flow, site: CallSite): void {
  const text = computedText(flow, site);
  if (text !== null) flow.propagation.add(site.result, flow.text(text));
}

/** The text that a call gives, where all that it is made of stands in the code. */
function computedText(flow: Flow, { node, scope }: CallSite): string | null {
  if (node.type !== 'CallExpression') return null;
  const look: Look = (each) => {
    const own = textOf(each);
    if (own !== null || each.type !== 'Identifier') return own;
    const [token, ...others] = flow.valueAt(each, scope).tokens;
    return token?.kind === 'text' && others.length === 0 ? token.text : null;
  };
  const value = callValue(node, look, 0);
  return typeof value === 'string' && value.length <= limitOf('computed-text') ? value : null;
}
