import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { both, type Check } from './check.js';
import { findsUp, lackingWithout } from './lacking-signs.js';
import { isShort, OTHER_SERVER, provedByPattern, type CheckKind } from './patterns.js';
import { allOf, chosen, contained, listed, within, type CheckedIf } from './python-lists.js';
import { keepsMeaning } from './python-condition-text.js';
import { argumentsOf, checkOf, constantText, textOf, type ConditionText } from './python-names.js';
import { pythonBegun, pythonIsBelow, pythonShares, pythonWithout } from './python-prefixes.js';
import { pythonIsBelowDomain, pythonNamesServer } from './python-servers.js';

const NONE: readonly Check[] = [];

const CONSTANTS: ReadonlySet<string> = new Set(['string', 'integer', 'float', 'true', 'false']);

/** Operators that hold where two values are the same, or where they differ. */
const SAME: ReadonlySet<string> = new Set(['==', 'is']);
const OTHER: ReadonlySet<string> = new Set(['!=', 'is not']);

/** The place of the second character: `name[1]`, `name[1:2]`. */
const SECOND = /\[\s?1\s?(?::\s?2\s?)?\]$/;

/** `name[1] != '/'` checks the name: it then is a path on the same server. */
function second({ children }: PythonNode, source: ConditionText, isTrue: boolean): readonly Check[] {
  const [left, operator, right] = children;
  const differs = isTrue ? /^(?:!=|not in)$/ : /^(?:==|in)$/;
  if (left?.type !== 'subscript' || !operator || !right || !differs.test(operator.type)) return NONE;
  const isMeant = SECOND.test(textOf(left, source)) && textOf(right, source).includes('/');
  return isMeant ? checkOf(fieldOf(left, 'value'), source, 'prefix') : NONE;
}

/** `len(name) <= 100` checks the name. */
function shortened(node: PythonNode, source: ConditionText, isTrue: boolean): readonly Check[] {
  const code = textOf(node, source).replace(/\s/g, '').replaceAll('"', "'");
  const [, name, sign, limit] = LENGTH.exec(code) ?? [];
  const isMeant = name !== undefined && (sign === '<') === isTrue && isShort(Number(limit));
  return isMeant ? [{ name, kind: 'short' }] : NONE;
}
const LENGTH = /^len\(([\w.[\]']{1,100})\)([<>])=?(\d{1,6})$/;

function comparison({ children }: PythonNode, source: ConditionText, isTrue: boolean): readonly Check[] {
  const [left, operator, right] = children;
  if (!left || !operator || !right || children.length > 3) return NONE;
  return compared([left, operator, right], source, isTrue);
}

function compared(
  [left, { type }, right]: readonly [PythonNode, PythonNode, PythonNode],
  source: ConditionText,
  isTrue: boolean,
): readonly Check[] {
  const isListed = type === (isTrue ? 'in' : 'not in');
  if (isListed) return listed(left, right, source);
  if (type === 'in' || type === 'not in') return pythonWithout(left, right, source);
  if (type === '<=' && isTrue) return contained(left, right, source);
  const [alike, different] = isTrue ? [SAME, OTHER] : [OTHER, SAME];
  if (alike.has(type)) return same(left, right, source);
  return different.has(type) ? found(left, right, source) : NONE;
}

/** `ID.fullmatch(name) is not None` */
function found(left: PythonNode, { type }: PythonNode, source: ConditionText): readonly Check[] {
  return type === 'none' ? matching(left, source) : NONE;
}

/** What is checked of an expression that is the same as another one. */
function same(left: PythonNode, right: PythonNode, source: ConditionText): readonly Check[] {
  return isAllowed(right, source) ? checkOf(left, source) : pythonShares(left, right, source);
}

/** Whether code names the only values that an expression has: a constant, or an element of a list. */
function isAllowed(node: PythonNode, source: ConditionText): boolean {
  return (
    CONSTANTS.has(node.type) || (source.element !== undefined && textOf(node, source) === source.element)
  );
}

/** Methods of a text that are true if it has letters and digits alone. */
const PLAIN_TEXT = /^(?:isdigit|isdecimal|isnumeric|isalnum|isalpha|isidentifier)$/;

/** What a method proves if it returns true. A line end is not printable. */
function kindOfTest(method: string): CheckKind | null {
  if (PLAIN_TEXT.test(method)) return 'value';
  return method === 'isprintable' ? 'lacks:\n' : null;
}

/** Types of which no value does harm. */
const PLAIN_TYPES = /^\(?(?:\s*(?:int|float|bool|complex)\s*,?)+\)?$/;

/** The same with texts, in which no object stands. */
const TEXT_TYPES = /^\(?(?:\s*(?:str|int|float|bool|complex)\s*,?)+\)?$/;

/** `isinstance(name, str)`: what the condition proves of the name. */
function checkedByType(name: PythonNode | undefined, types: string, source: ConditionText): readonly Check[] {
  if (PLAIN_TYPES.test(types)) return checkOf(name, source);
  return TEXT_TYPES.test(types) ? checkOf(name, source, 'text') : NONE;
}

/** The function that tells whether two digests are the same. Where they are, the message comes from who it says. */
const VERIFYING = /(?:^|\.)compare_digest$/;
const VERIFIED: readonly Check[] = [{ name: '*', kind: 'value' }];

/** The text of a pattern that code writes there, or gives a name; null of another one. */
function patternText(node: PythonNode | undefined, source: ConditionText): string | null {
  return constantText(node, source.text) ?? (node && source.patterns.get(textOf(node, source))) ?? null;
}

/** `re.fullmatch(r'[a-z]+', name)`, `NAME.fullmatch(name)`: what the pattern proves of the name. */
function matched(
  call: PythonNode,
  object: PythonNode,
  { method, source }: { method: string; source: ConditionText },
): readonly Check[] {
  const given = argumentsOf(call);
  const isModule = textOf(object, source) === 're';
  const [pattern, name, ...options] = isModule ? given : [object, ...given];
  const text = patternText(pattern, source);
  if (text === null || !options.every((each) => keepsMeaning(textOf(each, source)))) return NONE;
  const begun = text.startsWith('^') || method === 'search' ? text : `^${text}`;
  const closed = begun.replace(/\\Z$/, '$');
  const kind = provedByPattern(method === 'fullmatch' && !closed.endsWith('$') ? `${closed}$` : closed);
  return kind === null ? NONE : checkOf(name, source, kind);
}

function prefixOf(call: PythonNode, source: ConditionText): string | null {
  return constantText(argumentsOf(call)[0], source.text);
}

/** `not re.search(r'[\r\n]', name)` checks the name. */
function notFound(call: PythonNode, source: ConditionText): readonly Check[] {
  const callee = fieldOf(call, 'function');
  const object = callee && fieldOf(callee, 'object');
  if (!object) return NONE;
  const isModule = textOf(object, source) === 're';
  const [pattern, name] = isModule ? argumentsOf(call) : [object, ...argumentsOf(call)];
  const text = patternText(pattern, source);
  const lacking = text === null ? null : lackingWithout(text);
  const checks = lacking ? checkOf(name, source, lacking) : NONE;
  return text !== null && findsUp(text) ? [...checks, ...checkOf(name, source, 'down')] : checks;
}

/** `not name.startswith("//")` checks the name: it then is a path on the same server. */
function notBegun(call: PythonNode, source: ConditionText): readonly Check[] {
  const callee = fieldOf(call, 'function');
  const [object, attribute] = callee ? [fieldOf(callee, 'object'), fieldOf(callee, 'attribute')] : [];
  const method = attribute ? textOf(attribute, source) : '';
  if (method === 'search' && callee) return notFound(call, source);
  if (method === 'isabs') return checkOf(argumentsOf(call)[0], source, 'unrooted');
  if (!object || method !== 'startswith') return NONE;
  const prefix = prefixOf(call, source);
  if (prefix === '/') return checkOf(object, source, 'unrooted');
  return prefix === OTHER_SERVER ? checkOf(object, source, 'prefix') : NONE;
}

/** `host.endswith('.example.com')` checks the name of the server. */
function ended(call: PythonNode, object: PythonNode, source: ConditionText): readonly Check[] {
  const [end] = argumentsOf(call);
  const name = textOf(object, source);
  const isServer = pythonNamesServer(name) || source.servers.has(name);
  if (!end || !isServer || !pythonIsBelowDomain(end, source.text)) return NONE;
  return checkOf(object, source, 'host');
}

const MATCHING = /^(?:fullmatch|match|search)$/;

/** What a call of a pattern proves that found something. */
function matching(call: PythonNode, source: ConditionText): readonly Check[] {
  const callee = call.type === 'call' ? fieldOf(call, 'function') : undefined;
  const [object, attribute] = callee ? [fieldOf(callee, 'object'), fieldOf(callee, 'attribute')] : [];
  const method = attribute ? textOf(attribute, source) : '';
  return object && MATCHING.test(method) ? matched(call, object, { method, source }) : NONE;
}

function calledMethod(call: PythonNode, callee: PythonNode, source: ConditionText): readonly Check[] {
  const [object, attribute] = [fieldOf(callee, 'object'), fieldOf(callee, 'attribute')];
  if (!object || !attribute) return NONE;
  const method = textOf(attribute, source);
  const kind = kindOfTest(method);
  if (kind) return checkOf(object, source, kind);
  switch (method) {
    case 'startswith':
      return pythonBegun(object, argumentsOf(call)[0], source);
    case 'endswith':
      return ended(call, object, source);
    case 'issubset':
      return within(object, argumentsOf(call)[0], source);
    case 'issuperset':
      return within(argumentsOf(call)[0], object, source);
    case 'is_relative_to':
      return pythonIsBelow(object, source);
    default:
      return MATCHING.test(method) ? matched(call, object, { method, source }) : NONE;
  }
}

function called(call: PythonNode, source: ConditionText): readonly Check[] {
  const callee = fieldOf(call, 'function');
  if (!callee) return NONE;
  const name = textOf(callee, source);
  if (VERIFYING.test(name)) return VERIFIED;
  if (callee.type === 'attribute') return calledMethod(call, callee, source);
  if (name === 'any') return chosen(call, source, pythonCheckedIf);
  if (name === 'all') return allOf(call, source, pythonCheckedIf);
  const [first, type] = argumentsOf(call);
  return name === 'isinstance' && type ? checkedByType(first, textOf(type, source), source) : NONE;
}

function joined(node: PythonNode, source: ConditionText, isTrue: boolean): readonly Check[] {
  const [left, right] = [fieldOf(node, 'left'), fieldOf(node, 'right')];
  if (!left || !right) return NONE;
  const [a, b] = [pythonCheckedIf(left, source, isTrue), pythonCheckedIf(right, source, isTrue)];
  const isAnd = fieldOf(node, 'operator')?.type === 'and';
  return isAnd === isTrue ? [...a, ...b] : both(a, b);
}

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
    (node, source, isTrue) => [
      ...comparison(node, source, isTrue),
      ...second(node, source, isTrue),
      ...shortened(node, source, isTrue),
    ],
  ],
  ['call', (node, source, isTrue) => (isTrue ? called(node, source) : notBegun(node, source))],
]);

/** The names that are checked if a condition is true, or if it is false. */
export function pythonCheckedIf(node: PythonNode, source: ConditionText, isTrue: boolean): readonly Check[] {
  return CONDITIONS.get(node.type)?.(node, source, isTrue) ?? NONE;
}
