import type { AnyNode, BinaryExpression } from 'acorn';
import { bareNode } from '../scopes/bare-node.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import { checkOf, NONE } from './check-of.js';
import { both, isOpenCheck, type Check, type CheckingCall } from './check.js';
import { nameOf } from './names.js';
import { notBegun } from './not-begun.js';
import type { FoundCall } from './results.js';
import { endOf, isClosedPrefix, isShort, provedByPattern } from './patterns.js';
import { addressOfServer, isBelowDomain, namesServer, parsedAddressIn } from './servers.js';

/** `url.hostname.endsWith('.example.com')` checks the name. */
function ended(name: AnyNode, end: AnyNode | undefined): readonly Check[] {
  const isServer = namesServer(nameOf(name) ?? '') || parsedAddressIn(bareNode(name)) !== null;
  if (!isServer || !end) return NONE;
  const checks = checkOf(name, 'host');
  if (nameOf(end) !== null) return checks.map((check) => ({ ...check, ends: end }));
  return isBelowDomain(bareNode(end)) ? checks : NONE;
}

/** What a condition checks that compares with an element of a list: `host === each || host.endsWith('.' + each)`. */
function checkedByElement(test: AnyNode, element: string, list: AnyNode): readonly Check[] {
  const node = bareNode(test);
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const sides = [node.left, node.right].map((side) => checkedByElement(side, element, list));
    const [a = NONE, b = NONE] = sides;
    return node.operator === '&&' ? [...a, ...b] : both(a, b);
  }
  if (node.type !== 'BinaryExpression' || !SAME.has(node.operator))
    return checkedIf(node, true).map((check) => ({ ...check, list }));
  const isElement = (side: AnyNode): boolean => nameOf(side) === element;
  if (isElement(node.right)) return listed(node.left, list);
  return isElement(node.left) ? listed(node.right, list) : checkedIf(node, true);
}

/** `LIST.some((each) => name === each)` checks the name. */
function chosen(list: AnyNode, callback: AnyNode | undefined): readonly Check[] {
  if (callback?.type !== 'ArrowFunctionExpression' || callback.body.type === 'BlockStatement') return NONE;
  const [element] = callback.params;
  if (callback.params.length !== 1 || element?.type !== 'Identifier') return NONE;
  const isOfElement = ({ name }: Check): boolean => name.split('.', 1)[0] === element.name;
  const checks = checkedByElement(callback.body, element.name, list);
  return checks.flatMap((check) => {
    if (isOfElement(check)) return [];
    // A text that ends with `each` ends with an element of the list.
    const isEnd = check.ends && nameOf(check.ends) === element.name;
    if (isEnd) return [{ ...check, ends: list }];
    return isOpenCheck(check) ? [] : [check];
  });
}

/** `LIST.includes(name)` checks the name. */
function listed(name: AnyNode | undefined, list: AnyNode | undefined): readonly Check[] {
  return list ? checkOf(name).map((check) => ({ ...check, list })) : NONE;
}

/** Node's function that tells whether two digests are the same. Where they are, the message comes from who it says. */
const VERIFYING = /(?:^|\.)timingSafeEqual$/;
const VERIFIED: readonly Check[] = [{ name: '*', kind: 'value' }];

/** `/^[a-z]+$/.test(name)`: what the pattern proves of the name. */
function matched(pattern: AnyNode | undefined, name: AnyNode | undefined): readonly Check[] {
  if (pattern && nameOf(pattern) !== null) return checkOf(name).map((check) => ({ ...check, pattern }));
  if (pattern?.type !== 'Literal' || !('regex' in pattern) || !pattern.regex) return NONE;
  const kind = pattern.regex.flags.includes('m') ? null : provedByPattern(pattern.regex.pattern);
  return kind === null ? NONE : checkOf(name, kind);
}

/** `name.startsWith(prefix)` checks the name. */
function begun(name: AnyNode, prefix: AnyNode | undefined): readonly Check[] {
  if (!prefix) return NONE;
  const checks = checkOf(name, 'prefix');
  if (prefix.type === 'Literal') return isClosedPrefix(String(prefix.value)) ? checks : NONE;
  if (nameOf(prefix) !== null) return checks.map((check) => ({ ...check, prefix }));
  const end = endOf(prefix);
  return end === null || /[/\\]$/.test(end) ? checks : NONE;
}

/** Functions of the language that tell whether a value is a number, and the like. */
const TYPE_TESTS: ReadonlySet<string> = new Set([
  'Number.isInteger',
  'Number.isSafeInteger',
  'Number.isFinite',
]);

type Given = readonly (AnyNode | undefined)[];

/** Methods that are true of a value that code allows: what they check, of their object and arguments. */
const TELLING_METHODS: ReadonlyMap<string, (object: AnyNode, given: Given) => readonly Check[]> = new Map([
  ['includes', (object, [first]) => listed(first, object)],
  ['has', (object, [first]) => listed(first, object)],
  ['hasOwnProperty', (object, [first]) => listed(first, object)],
  ['test', (object, [first]) => matched(object, first)],
  ['match', (object, [first]) => matched(first, object)],
  ['startsWith', (object, [first]) => begun(object, first)],
  ['endsWith', (object, [first]) => ended(object, first)],
  ['some', (object, [first]) => chosen(object, first)],
]);

/** The names in an argument, each with the property that has it: `{ payload }`. */
function namesIn(argument: AnyNode): readonly { readonly node: AnyNode; readonly field?: string }[] {
  if (argument.type !== 'ObjectExpression') return [{ node: argument }];
  return argument.properties.flatMap((each) => {
    const field = each.type === 'Property' ? nameOfKey(each) : null;
    return each.type === 'Property' && field !== null ? [{ node: each.value, field }] : [];
  });
}

/** What a function checks of its arguments is known once the function is. */
function checkedBy(
  { call: { callee, arguments: given }, isAwaited }: FoundCall,
  shows: CheckingCall['shows'],
): readonly Check[] {
  const by = { callee: bareNode(callee), given, shows, isAwaited };
  return given.flatMap((argument, parameter) =>
    namesIn(argument).flatMap(({ node, ...field }) =>
      checkOf(node).map((check) => ({ ...check, by: { ...by, ...field, parameter } })),
    ),
  );
}

/** The names that a call has checked, as far as code shows how it went. */
export function checkedByCall(found: FoundCall, shows: CheckingCall['shows']): readonly Check[] {
  return shows === 'true' ? checkedIfTrue(found) : checkedBy(found, shows);
}

function checkedIfTrue(found: FoundCall): readonly Check[] {
  const { callee, arguments: given } = found.call;
  const member = bareNode(callee);
  const name = nameOf(member) ?? '';
  if (VERIFYING.test(name)) return VERIFIED;
  if (TYPE_TESTS.has(name)) return checkOf(given[0]);
  if (name === 'Object.hasOwn') return listed(given[1], given[0]);
  const isMethod = member.type === 'MemberExpression' && member.property.type === 'Identifier';
  const method = isMethod ? TELLING_METHODS.get(nameOf(member.property) ?? '') : undefined;
  return isMethod && method ? method(member.object, given) : checkedBy(found, 'true');
}

function isConstant(node: AnyNode): boolean {
  return node.type === 'Literal' || (node.type === 'UnaryExpression' && node.argument.type === 'Literal');
}

/** `LIST.indexOf(name)`, `name.indexOf('/data/')`; null of other expressions. */
function searchIn(node: AnyNode): { readonly object: AnyNode; readonly sought: AnyNode | undefined } | null {
  const call = bareNode(node);
  const callee = call.type === 'CallExpression' ? bareNode(call.callee) : null;
  if (call.type !== 'CallExpression' || callee?.type !== 'MemberExpression') return null;
  if (callee.property.type !== 'Identifier' || callee.property.name !== 'indexOf') return null;
  return { object: callee.object, sought: call.arguments[0] };
}

/** `LIST.indexOf(name) !== -1`, `name.indexOf('/data/') === 0` checks the name. */
function foundIn(node: BinaryExpression, isTrue: boolean): readonly Check[] | null {
  const [left, right] = sidesOf(node);
  const search = searchIn(bareNode(left));
  if (!search) return null;
  const { operator } = node;
  if (isLiteral(right, 0) && (SAME.has(operator) || OTHER.has(operator)))
    return SAME.has(operator) === isTrue ? begun(search.object, search.sought) : NONE;
  return FOUND.has(operator) === isTrue ? listed(search.sought, search.object) : NONE;
}

/** Operators that hold where something was found, compared with -1 or 0. */
const FOUND: ReadonlySet<string> = new Set(['!==', '!=', '>', '>=']);

/** `typeof name === 'number'`, `name === 'a'` checks the name. */
function comparedName(left: AnyNode, right: AnyNode): readonly Check[] {
  const isType = left.type === 'UnaryExpression' && left.operator === 'typeof';
  if (!isType) return checkOf(left);
  const type = right.type === 'Literal' ? right.value : null;
  if (type === 'string') return checkOf(left.argument, 'text');
  return type === 'number' || type === 'boolean' ? checkOf(left.argument) : NONE;
}

/** Operators that hold where two values are the same; and those that hold where they differ. */
const SAME: ReadonlySet<string> = new Set(['===', '==']);
const OTHER: ReadonlySet<string> = new Set(['!==', '!=']);

/** Both sides of a comparison, the constant last: minified code has it first. */
function sidesOf({ left, right, operator }: BinaryExpression): readonly [AnyNode, AnyNode] {
  const isTurned = isConstant(left) && (SAME.has(operator) || OTHER.has(operator));
  return isTurned ? [right, left] : [left, right];
}

/** `name[1] !== '/'` checks the name: it then is a path on the same server. */
function checkedSecond(node: BinaryExpression, isTrue: boolean): readonly Check[] {
  const [left, right] = sidesOf(node);
  const member = bareNode(left);
  if (!(isTrue ? OTHER : SAME).has(node.operator) || !isLiteral(right, '/')) return NONE;
  const isSecond = member.type === 'MemberExpression' && member.computed && isLiteral(member.property, 1);
  return isSecond ? checkOf(member.object, 'prefix') : NONE;
}

function isLiteral(node: AnyNode, value: string | number): boolean {
  return node.type === 'Literal' && node.value === value;
}

/** `name.length <= 100` checks the name. */
function shortened({ left, right, operator }: BinaryExpression, isTrue: boolean): readonly Check[] {
  const isTurned = isConstant(left);
  const [member, limit] = isTurned ? [bareNode(right), left] : [bareNode(left), right];
  const isLess = operator.startsWith('<') !== isTurned;
  const isLength = member.type === 'MemberExpression' && nameOf(member.property) === 'length';
  if (!/^[<>]=?$/.test(operator) || isLess !== isTrue || !isLength || limit.type !== 'Literal') return NONE;
  return isShort(limit.value) ? checkOf(member.object, 'short') : NONE;
}

function checkedByComparison(node: BinaryExpression, isTrue: boolean): readonly Check[] {
  const { operator } = node;
  const [left, right] = sidesOf(node);
  const compared = bareNode(left);
  if (operator === 'in') return isTrue ? listed(compared, right) : NONE;
  const short = shortened(node, isTrue);
  if (short.length > 0) return short;
  const sought = foundIn(node, isTrue);
  if (sought) return sought;
  return (isTrue ? SAME : OTHER).has(operator) ? checkedBySameness(compared, right) : NONE;
}

/** What is the same as a constant, or as a value that is no data. */
function checkedBySameness(left: AnyNode, right: AnyNode): readonly Check[] {
  const isServer = addressOfServer(nameOf(left) ?? '') !== null;
  if (isConstant(right) || isServer) return comparedName(left, right);
  if (nameOf(right) === null || nameOf(right) === 'undefined') return NONE;
  return [...listed(left, right), ...listed(right, left)];
}

/** The names that are checked if a condition is true, or if it is false. */
export function checkedIf(test: AnyNode, isTrue: boolean): readonly Check[] {
  const node = bareNode(test);
  if (node.type === 'UnaryExpression' && node.operator === '!') return checkedIf(node.argument, !isTrue);
  if (node.type === 'LogicalExpression' && node.operator !== '??') {
    const [a, b] = [checkedIf(node.left, isTrue), checkedIf(node.right, isTrue)];
    return (node.operator === '&&') === isTrue ? [...a, ...b] : both(a, b);
  }
  if (node.type === 'CallExpression')
    return isTrue ? checkedIfTrue({ call: node, isAwaited: false }) : notBegun(node);
  if (node.type !== 'BinaryExpression') return NONE;
  return [...checkedByComparison(node, isTrue), ...checkedSecond(node, isTrue)];
}
