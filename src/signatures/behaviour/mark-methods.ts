import type { AnyNode, MemberExpression } from 'acorn';
import { textOf } from '../../syntax/index.js';
import {
  bareNode,
  ObjectToken,
  PLAIN,
  type CallSite,
  type Flow,
  type FlowNode,
  type MarkToken,
  type OutsideToken,
} from '../../program/index.js';
import { eachInside, passMarks } from './inner-values.js';
import { markOf, type Mark } from './marks.js';

/** Methods of a text or a list that tell something about it, and give nothing of it. */
export const TELLING: ReadonlySet<string> = new Set(
  'includes startsWith endsWith indexOf lastIndexOf localeCompare every some has test findIndex findLastIndex hasOwnProperty digest'.split(
    ' ',
  ),
);

/** Stands in a mark for the function that tells what a value is: properties that say little of it do not count. */
export const USED = 'used:';

/** Methods of a promise. */
export const LATER: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** Methods that call the function that they are methods of. */
export const CALLERS: ReadonlySet<string> = new Set(['call', 'apply']);

/** Names of a member of a member of what a call gives. */
const DEEP_MEMBER = 3;
/** Names of the deepest member that is followed. */
const DEEPEST_MEMBER = 8;

/** Properties of a request, a connection or an error that every tracer reports. */
const ABOUT_REQUEST: ReadonlySet<string> = new Set(
  'host hostname port protocol method statusCode database name message getHeader'.split(' '),
);

/** What stands in the place of what is left out: `'?'`, `'***'`, `'[redacted]'`. */
const LEFT_OUT = /^(?:[?*•…█#]{1,20}|x{3,20}|\W{0,9}(?:redacted|hidden|masked|removed|filtered)\W{0,9})$/i;

/** Methods that leave out what callers give: `path.split('?')`, `query.replace(values, '?')`. */
const OMITTING: ReadonlySet<string> = new Set(['split', 'replace', 'replaceAll']);

/** Methods that give their object. */
const SELF: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'setTimeout']);

/** Methods whose arguments are numbers. */
export const BY_PLACE: ReadonlySet<string> = new Set('slice substring substr subarray charAt at'.split(' '));

/** Methods that put their arguments into an object: of a form, a hash table, a list of parameters. */
const KEEPING: ReadonlySet<string> = new Set(
  'append set add push field attach write update unshift'.split(' '),
);

/** Objects that are a part of what they belong to: `url.searchParams`. */
const PARTS: ReadonlySet<string> = new Set(['searchParams', 'headers']);

function holdsParts({ property, computed }: MemberExpression): boolean {
  return !computed && property.type === 'Identifier' && PARTS.has(property.name);
}

/** The object whose method a call calls: `url` of `url.searchParams.set(…)`. */
function keeperIn({ node }: CallSite): AnyNode | null {
  const callee = node.type === 'CallExpression' ? bareNode(node.callee) : node;
  const object = callee.type === 'MemberExpression' ? callee.object : null;
  return object?.type === 'MemberExpression' && holdsParts(object) ? object.object : object;
}

/** An object of which nothing is known keeps what its methods are given: `form.append('f', data)`. */
export function keepArguments(flow: Flow, site: CallSite): void {
  const { scope, args } = site;
  const object = KEEPING.has(methodName(site) ?? '') ? keeperIn(site) : null;
  const variable = object?.type === 'Identifier' ? scope.find(object.name) : null;
  if (variable) for (const value of args) passMarks(flow, value, flow.variable(variable));
}

/** Name of the method that a call calls; null of another call. */
export function methodName({ node }: CallSite): string | null {
  if (node.type !== 'CallExpression') return null;
  const callee = bareNode(node.callee);
  if (callee.type !== 'MemberExpression') return null;
  if (callee.computed) return textOf(callee.property);
  return callee.property.type === 'Identifier' ? callee.property.name : null;
}

/** `from.pipe(to)` */
export function isPipe(site: CallSite): boolean {
  return methodName(site)?.startsWith('pipe') ?? false;
}

/** A value that a stream gives another one. */
export interface Piped {
  readonly from: MarkToken;
  readonly to: FlowNode;
}

/** Streams that a call ties together: `pipeline(answer, unpack, file)`. */
export function eachPiped(flow: Flow, { args }: CallSite, found: (piped: Piped) => void): void {
  for (const [at, value] of args.entries())
    eachInside(flow, value, (from) => {
      if (from.kind === 'mark') for (const to of args.slice(at + 1)) found({ from, to });
    });
}

/** Lets functions be called with a value. */
export function callBack(flow: Flow, value: FlowNode, token: MarkToken): void {
  flow.propagation.listen(value, (callee) => {
    if (!(callee instanceof ObjectToken) || !callee.unit) return;
    flow.enter(callee.unit);
    for (const param of callee.unit.params) flow.propagation.add(param, token);
    flow.propagation.add(callee.unit.anyArgument, token);
  });
}

/** A call gives what code takes there, to its functions as well. */
export function giveTaken(flow: Flow, { args, result }: CallSite, mark: MarkToken): void {
  flow.propagation.add(result, mark);
  for (const value of args) callBack(flow, value, mark);
}

/** A function may give what a function gives that it is given. */
export function passReturned(flow: Flow, value: FlowNode, to: FlowNode): void {
  flow.propagation.listen(value, (token) => {
    if (token instanceof ObjectToken && token.unit) passMarks(flow, token.unit.returns, to);
  });
}

/** `names.reduce((all, name) => …, {})` gives what its function gives, which gets it again. */
function reduce(flow: Flow, { args: [callee, first], result }: CallSite): void {
  if (!callee || !first) return;
  flow.propagation.listen(callee, (token) => {
    if (!(token instanceof ObjectToken) || !token.unit) return;
    const [param] = token.unit.params;
    flow.propagation.edge(token.unit.returns, result);
    if (param) flow.propagation.edge(first, param);
  });
}

/** Whether a tracer leaves out of what it is given what may be secret, or asks for what is not. */
function leavesOut(site: CallSite, mark: Mark | null): boolean {
  const name = methodName(site) ?? '';
  const last = site.given.at(-1);
  const text = last && mark?.is === 'taken' && mark.hooked !== '' ? textOf(last) : null;
  if (text === null) return false;
  return name === 'getHeader'
    ? ABOUT_REQUEST.has(text.toLowerCase())
    : OMITTING.has(name) && LEFT_OUT.test(text);
}

/** A method of something that is not known may give what it is called on, but for what it leaves out. */
export function passObject(flow: Flow, site: CallSite, object: FlowNode): void {
  eachInside(flow, object, (token) => {
    if (token.kind !== 'mark' || leavesOut(site, markOf(token))) return;
    // A client that holds a secret to sign with gives no part of it.
    const mark = markOf(token);
    const isHeld = mark?.is === 'taken' && mark.hooked === USED && !object.tokens.has(token);
    if (!isHeld) flow.propagation.add(site.result, token);
  });
}

/** Whether a method gives nothing of its object. A secret is no function: the name of what is called is then not known. */
function saysNothing(site: CallSite, mark: Mark | null): boolean {
  const name = methodName(site);
  return name === null ? mark?.is === 'taken' && mark.hooked === USED : TELLING.has(name);
}

/** Calls a method of what code has taken: it gives it back, and hands it to the functions that it is given. */
export function callMark(flow: Flow, site: CallSite, callee: MarkToken): void {
  const mark = markOf(callee);
  if (saysNothing(site, mark) || leavesOut(site, mark)) {
    flow.propagation.add(site.result, PLAIN);
    return;
  }
  flow.propagation.add(site.result, callee);
  if (BY_PLACE.has(methodName(site) ?? '')) return;
  if (methodName(site) === 'reduce') reduce(flow, site);
  for (const value of site.args) {
    passMarks(flow, value, site.result);
    callBack(flow, value, callee);
    passReturned(flow, value, site.result);
  }
}

/** Whether a method gives the object that it is a method of: `request.on('error', …).end()`. */
function givesItself(path: readonly string[]): boolean {
  return path.length > 1 && SELF.has(path.at(-1) ?? '');
}

/** What a call of a member gives. */
export function resultOf(flow: Flow, { module, path }: OutsideToken): OutsideToken {
  return flow.outside(module, givesItself(path) ? path.slice(0, -1) : [...path, '()']);
}

/** Whether code reads a member inside of a member: `connect().request().on().end`. Deeper names are not followed. */
export function isDeepMember({ length }: readonly string[]): boolean {
  return length >= DEEP_MEMBER && length < DEEPEST_MEMBER;
}

/** Whether a replaced function is called with what it would have got: its result holds that. */
export function isForwarded(token: MarkToken, { path }: OutsideToken): boolean {
  const mark = markOf(token);
  return mark?.is === 'taken' && mark.hooked !== '' && CALLERS.has(path.at(-1) ?? '');
}

/** Whether a property says little of what code has taken. */
export function saysLittle(mark: Mark, name: string): boolean {
  const isHooked = mark.is === 'taken' && mark.hooked !== '';
  return name === 'length' || (isHooked && ABOUT_REQUEST.has(name));
}
