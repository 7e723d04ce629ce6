import { limitOf } from '../../files/index.js';
import { fieldOf, type PythonNode } from '../../syntax/index.js';
import type { Check } from './checks.js';
import { OTHER_SERVER, provedByPattern, type CheckKind } from './patterns.js';

const NONE: readonly Check[] = [];

/** A module, with what its code gives names. */
export interface ConditionText {
  readonly text: string;
  /** Patterns by name. */
  readonly patterns: ReadonlyMap<string, string>;
  /** Addresses by the name of what `urlparse` makes of them. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** `urlparse(url)`: the address. */
const PARSED = /^(?:\w+\.){0,4}url(?:parse|split)\(([\w.[\]']{1,100})\)$/;
/** The server that an address names. */
const SERVER = /^(.+)\.(?:hostname|netloc)$/;

/** The address that an expression parses; null of another one. */
export function parsedAddress(node: PythonNode, text: string): string | null {
  if (node.type !== 'call' || node.end - node.start > limitOf('checked-name')) return null;
  const [, address] = PARSED.exec(text.slice(node.start, node.end).replaceAll('"', "'")) ?? [];
  return address ?? null;
}

/** A check of an address's server is one of the address. */
function ofServer(node: PythonNode, { text, addresses }: ConditionText): readonly Check[] {
  const object = node.type === 'attribute' ? fieldOf(node, 'object') : undefined;
  if (!object || !SERVER.test(text.slice(node.start, node.end))) return NONE;
  const name = pythonName(object, text);
  const names = [name, parsedAddress(object, text), name === null ? null : (addresses.get(name) ?? null)];
  return names.flatMap((each) => (each === null ? [] : [{ name: each, kind: 'host' as const }]));
}

const NAMES: ReadonlySet<string> = new Set(['identifier', 'attribute', 'subscript']);

/** `id`, `event['id']`, without spaces and with one kind of quotes; null of what is no name. */
export function pythonName({ type, start, end }: PythonNode, text: string): string | null {
  if (!NAMES.has(type) || end - start > limitOf('checked-name')) return null;
  const name = text.slice(start, end).replace(/\s/g, '').replaceAll('"', "'");
  return name.includes('(') ? null : name;
}

function checkOf(
  node: PythonNode | undefined,
  source: ConditionText,
  kind: CheckKind = 'value',
): readonly Check[] {
  if (!node) return NONE;
  const name = pythonName(node, source.text);
  return [...(name === null ? NONE : [{ name, kind }]), ...ofServer(node, source)];
}

function textOf({ start, end }: PythonNode, { text }: ConditionText): string {
  return text.slice(start, end);
}

/** The text of a constant in quotes; null of other nodes. */
export function constantText(node: PythonNode | undefined, text: string): string | null {
  if (node?.type !== 'string' || node.children.some(({ type }) => type === 'interpolation')) return null;
  const content = node.children.filter(({ type }) => type === 'string_content');
  return content.map(({ start, end }) => text.slice(start, end)).join('');
}

const CONSTANTS: ReadonlySet<string> = new Set(['string', 'integer', 'float', 'true', 'false']);

/** Operators that hold where two values are the same, or where they differ. */
const SAME: ReadonlySet<string> = new Set(['==', 'is']);
const OTHER: ReadonlySet<string> = new Set(['!=', 'is not']);

/** `name in LIST`: the name, and what tells which values are allowed. */
function listed(name: PythonNode, list: PythonNode, source: ConditionText): readonly Check[] {
  const [listName = ''] = /^\w*/.exec(textOf(list, source)) ?? [];
  return checkOf(name, source).map((check) => (listName === '' ? check : { ...check, listName }));
}

/** The place of the second character: `name[1]`, `name[1:2]`. */
const SECOND = /\[\s?1\s?(?::\s?2\s?)?\]$/;

/** `name[1] != '/'`: the name, which code then holds for a path of its own server. */
function second({ children }: PythonNode, source: ConditionText, isTrue: boolean): readonly Check[] {
  const [left, operator, right] = children;
  const differs = isTrue ? /^(?:!=|not in)$/ : /^(?:==|in)$/;
  if (left?.type !== 'subscript' || !operator || !right || !differs.test(operator.type)) return NONE;
  const isMeant = SECOND.test(textOf(left, source)) && textOf(right, source).includes('/');
  return isMeant ? checkOf(fieldOf(left, 'value'), source, 'prefix') : NONE;
}

function comparison({ children }: PythonNode, source: ConditionText, isTrue: boolean): readonly Check[] {
  const [left, operator, right] = children;
  if (!left || !operator || !right || children.length > 3) return NONE;
  if (operator.type === (isTrue ? 'in' : 'not in')) return listed(left, right, source);
  const isSame = (isTrue ? SAME : OTHER).has(operator.type);
  return isSame && CONSTANTS.has(right.type) ? checkOf(left, source) : NONE;
}

/** Methods of a text that are true if it has letters and digits alone. */
const PLAIN_TEXT = /^(?:isdigit|isdecimal|isnumeric|isalnum|isalpha|isidentifier)$/;
/** Types of which no value does harm. */
const PLAIN_TYPES = /^\(?(?:\s*(?:int|float|bool|complex)\s*,?)+\)?$/;

/** The function that tells whether two digests are the same. Where they are, the message comes from who it says. */
const VERIFYING = /(?:^|\.)compare_digest$/;
const VERIFIED: readonly Check[] = [{ name: '*', kind: 'value' }];

function argumentsOf(call: PythonNode): readonly PythonNode[] {
  return fieldOf(call, 'arguments')?.children.filter(({ type }) => type !== 'comment') ?? [];
}

/** `re.fullmatch(r'[a-z]+', name)`, `NAME.fullmatch(name)`: what the pattern proves of the name. */
function matched(
  call: PythonNode,
  object: PythonNode,
  { method, source }: { method: string; source: ConditionText },
): readonly Check[] {
  const given = argumentsOf(call);
  const isModule = textOf(object, source) === 're';
  const [pattern, name] = isModule ? given : [object, given[0]];
  const text =
    constantText(pattern, source.text) ??
    (pattern ? source.patterns.get(textOf(pattern, source)) : undefined);
  if (text === undefined) return NONE;
  const begun = text.startsWith('^') || method === 'search' ? text : `^${text}`;
  const ended = begun.replace(/\\Z$/, '$');
  const kind = provedByPattern(method === 'fullmatch' && !ended.endsWith('$') ? `${ended}$` : ended);
  return kind === null ? NONE : checkOf(name, source, kind);
}

function prefixOf(call: PythonNode, source: ConditionText): string | null {
  return constantText(argumentsOf(call)[0], source.text);
}

/** `not name.startswith("//")`: the name, which code then holds for a path of its own server. */
function notBegun(call: PythonNode, source: ConditionText): readonly Check[] {
  const callee = fieldOf(call, 'function');
  const [object, attribute] = callee ? [fieldOf(callee, 'object'), fieldOf(callee, 'attribute')] : [];
  if (!object || !attribute || textOf(attribute, source) !== 'startswith') return NONE;
  return prefixOf(call, source) === OTHER_SERVER ? checkOf(object, source, 'prefix') : NONE;
}

function calledMethod(call: PythonNode, callee: PythonNode, source: ConditionText): readonly Check[] {
  const [object, attribute] = [fieldOf(callee, 'object'), fieldOf(callee, 'attribute')];
  if (!object || !attribute) return NONE;
  const method = textOf(attribute, source);
  if (PLAIN_TEXT.test(method)) return checkOf(object, source);
  if (method === 'startswith')
    return prefixOf(call, source) === '/' ? NONE : checkOf(object, source, 'prefix');
  if (method === 'is_relative_to') return checkOf(object, source, 'prefix');
  const isMatch = method === 'fullmatch' || method === 'match' || method === 'search';
  return isMatch ? matched(call, object, { method, source }) : NONE;
}

function called(call: PythonNode, source: ConditionText): readonly Check[] {
  const callee = fieldOf(call, 'function');
  if (callee && VERIFYING.test(textOf(callee, source))) return VERIFIED;
  if (callee?.type === 'attribute') return calledMethod(call, callee, source);
  const [first, type] = argumentsOf(call);
  const isPlain =
    callee && textOf(callee, source) === 'isinstance' && type && PLAIN_TYPES.test(textOf(type, source));
  return isPlain ? checkOf(first, source) : NONE;
}

function both(a: readonly Check[], b: readonly Check[]): readonly Check[] {
  return a.filter(({ name, kind }) => b.some((each) => each.name === name && each.kind === kind));
}

function joined(node: PythonNode, source: ConditionText, isTrue: boolean): readonly Check[] {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  if (!left || !right) return NONE;
  const [a, b] = [pythonCheckedIf(left, source, isTrue), pythonCheckedIf(right, source, isTrue)];
  const isAnd = fieldOf(node, 'operator')?.type === 'and';
  return isAnd === isTrue ? [...a, ...b] : both(a, b);
}

type CheckedIf = (node: PythonNode, source: ConditionText, isTrue: boolean) => readonly Check[];

const CONDITIONS: ReadonlyMap<string, CheckedIf> = new Map<string, CheckedIf>([
  [
    'parenthesized_expression',
    ({ children: [inner] }, source, isTrue) => (inner ? pythonCheckedIf(inner, source, isTrue) : NONE),
  ],
  [
    'not_operator',
    ({ children }, source, isTrue) => {
      const inner = children.at(-1);
      return inner ? pythonCheckedIf(inner, source, !isTrue) : NONE;
    },
  ],
  ['boolean_operator', joined],
  [
    'comparison_operator',
    (node, source, isTrue) => [...comparison(node, source, isTrue), ...second(node, source, isTrue)],
  ],
  ['call', (node, source, isTrue) => (isTrue ? called(node, source) : notBegun(node, source))],
]);

/** The names that are checked if a condition is true, or if it is false. */
export function pythonCheckedIf(node: PythonNode, source: ConditionText, isTrue: boolean): readonly Check[] {
  return CONDITIONS.get(node.type)?.(node, source, isTrue) ?? NONE;
}
