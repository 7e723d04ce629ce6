import type { AnyNode } from 'acorn';
import {
  bareNode,
  isFunctionNode,
  ObjectToken,
  type CallSite,
  type Flow,
  type FlowNode,
  type MarkToken,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { BehaviourNames } from './behaviour-names.js';
import type { FollowedCode } from './followed-code.js';
import type { CodeSpan, Marks, TakenMark } from './marks.js';
import { calledNames, LANGUAGE, wrappedName } from './wrapped-functions.js';

/** Stands in a model for methods of objects that code does not make itself. */
const ANY_METHOD = { kind: 'outside', module: 'any', path: ['*'] } as const;

/** A function that calls the one that it takes the place of. */
const CALLS_BEFORE = /(?:\.(?:apply|call)|Reflect\.(?:apply|construct))\(/;

/** Functions of a `Proxy` that get what callers give. */
const TRAPS = ['apply', 'construct', 'set'];

/** What code puts into an object, under a name. */
export interface Stored {
  readonly name: string;
  readonly value: FlowNode;
}

interface Wrapping {
  readonly names: BehaviourNames;
  readonly marks: Marks;
  readonly isFollowed: (kind: string) => boolean;
  readonly followed: FollowedCode;
}

type FoundFunction = ObjectToken & { readonly unit: NonNullable<ObjectToken['unit']> };

function isFunction(token: Token): token is FoundFunction {
  return token instanceof ObjectToken && token.unit !== null && token.unit !== undefined;
}

function spanOfUnit({ file, node: { start, end } }: Pick<Unit, 'file' | 'node'>): CodeSpan {
  return { file, start, end };
}

function mayCallBefore(flow: Flow, { file, node: { start, end } }: Unit): boolean {
  return CALLS_BEFORE.test(flow.sources.get(file)?.slice(start, end) ?? '');
}

/** A method that the language gives all objects, lists or texts: `const { hasOwnProperty } = Object.prototype`. */
function isOfLanguage(value: Token): boolean {
  if (value.kind === 'native') return true;
  return value.kind === 'outside' && value.module === '' && LANGUAGE.has(value.path[0] ?? '');
}

/** Whether a function calls one with another `this` that is not the program's own: `EventTarget.call(this)` runs an own constructor. */
function callsForeign(flow: Flow, { unit }: FoundFunction): boolean {
  const { node, outer } = unit;
  if (!mayCallBefore(flow, unit)) return false;
  if (!isFunctionNode(node)) return true;
  const isOwn = (name: string | null): boolean => {
    const variable = name === null ? null : outer?.find(name);
    if (!variable) return LANGUAGE.has(name ?? '');
    const values = [...flow.variable(variable).tokens];
    const isOwnValue = (value: Token): boolean =>
      isFunction(value) ? !mayCallBefore(flow, value.unit) : isOfLanguage(value);
    return values.length > 0 && values.every(isOwnValue);
  };
  return !calledNames({ node }).every(isOwn);
}

function isForeign(token: Token): boolean {
  return (
    token.kind === 'plain' || token.kind === 'unknown' || token.kind === 'outside' || token.kind === 'mark'
  );
}

function calleeOf(node: AnyNode): AnyNode | null {
  return node.type === 'CallExpression' ? bareNode(node.callee) : null;
}

function objectOf(node: AnyNode | null): AnyNode | null {
  return node?.type === 'MemberExpression' ? bareNode(node.object) : null;
}

/** The code that makes an object: a class, a constructor function. */
function madeBy({ maker, facts, unit }: ObjectToken): Pick<Unit, 'file' | 'node'> | null {
  const made = maker ?? null;
  if (made) return madeBy(made);
  return facts?.fields ?? unit;
}

/** `client.interceptors` */
function isInterceptors(node: AnyNode | null): boolean {
  if (node?.type !== 'MemberExpression' || node.property.type !== 'Identifier') return false;
  return node.property.name === 'interceptors';
}

/** Functions that code puts in the place of methods of objects that others made: `client.prototype.query`, a `Proxy`, an interceptor. */
export class WrappedMethods {
  private readonly wrapping: Wrapping;
  private readonly kinds: readonly string[];
  /** Functions that take the place of given ones, by the mark of their arguments; `of` holds the given functions. */
  private readonly around = new Map<MarkToken['mark'], { readonly unit: Unit; readonly of: FlowNode }>();

  constructor(wrapping: Wrapping) {
    this.wrapping = wrapping;
    const sources = wrapping.names.hooks.find(ANY_METHOD);
    this.kinds = sources.map(({ kind }) => kind).filter((kind) => wrapping.isFollowed(kind));
  }

  /** Code puts a function into an object. */
  store(flow: Flow, { name, value }: Stored): void {
    if (this.kinds.length === 0) return;
    flow.propagation.listen(value, (token) => {
      if (isFunction(token) && callsForeign(flow, token)) this.give(flow, token, `any:${name}`);
    });
  }

  /** Code puts a function into an object of the program: into one of another package that the bundle holds. */
  storeOwn(flow: Flow, object: ObjectToken, stored: Stored): void {
    if (this.kinds.length === 0) return;
    const owner = this.packageOf(flow, madeBy(object));
    if (owner === undefined) return;
    flow.propagation.listen(stored.value, (token) => {
      if (isFunction(token) && this.packageOf(flow, token.unit) !== owner) this.store(flow, stored);
    });
  }

  /** Name of the package whose code this is, null of the application; undefined if it is not known. */
  private packageOf(flow: Flow, code: Pick<Unit, 'file' | 'node'> | null): string | null | undefined {
    return code ? this.wrapping.followed.packageAt(flow, spanOfUnit(code)) : undefined;
  }

  /** Takes note of a function that takes the place of one that the code is given: `(next) => (event) => next(event)`. */
  enter(flow: Flow, unit: Unit, scope: CallSite['scope']): void {
    if (this.kinds.length === 0) return;
    const name = wrappedName(unit, flow.sources.get(unit.file) ?? '');
    const variable = name === null ? null : scope.find(name);
    if (!variable) return;
    const of = flow.variable(variable);
    const code = spanOfUnit(unit);
    for (const kind of this.kinds) {
      const token = this.wrapping.marks.taken({ kind, form: 'value', code, hooked: `own:${name ?? ''}` });
      this.around.set(token.mark, { unit, of });
      for (const place of [...unit.params, unit.anyArgument]) flow.propagation.add(place, token);
    }
  }

  /** Whether the function that was given is of the same package, or of the language: the code then intercepts nobody else. */
  isOwn(flow: Flow, mark: TakenMark): boolean {
    const around = this.around.get(mark);
    if (!around) return false;
    const owner = this.packageOf(flow, around.unit);
    return [...around.of.tokens].some((token) =>
      isFunction(token) ? this.packageOf(flow, token.unit) === owner : isOfLanguage(token),
    );
  }

  /** A function gets what others give it, and the object that it is a method of. */
  private give(flow: Flow, { unit }: FoundFunction, hooked: string): void {
    const code = spanOfUnit(unit);
    // What packages that many know do with methods is theirs.
    if (this.wrapping.followed.popularAt(flow, code) !== null) return;
    flow.enter(unit);
    for (const kind of this.kinds) {
      const mark = this.wrapping.marks.taken({ kind, form: 'value', code, hooked });
      for (const place of [...unit.params, unit.anyArgument, unit.receiver])
        flow.propagation.add(place, mark);
    }
  }

  /** `new Proxy(target, { apply(…) { … } })` in the place of something that the code did not make. */
  proxy(flow: Flow, { args: [target, handler] }: CallSite): void {
    if (!target || !handler || this.kinds.length === 0) return;
    let isGiven = false;
    flow.propagation.listen(target, (token) => {
      if (isGiven || !isForeign(token)) return;
      isGiven = true;
      for (const trap of TRAPS) this.trap(flow, handler, trap);
    });
  }

  private trap(flow: Flow, handler: FlowNode, name: string): void {
    flow.propagation.listen(handler, (object) => {
      if (!(object instanceof ObjectToken)) return;
      flow.propagation.listen(flow.properties.lookup(object, name), (token) => {
        if (isFunction(token)) this.give(flow, token, `any:${name}`);
      });
    });
  }

  /** `client.interceptors.request.use(…)`: functions that get each request or answer. */
  intercept(flow: Flow, { node, args }: CallSite): void {
    if (this.kinds.length === 0 || !isInterceptors(objectOf(objectOf(calleeOf(node))))) return;
    for (const value of args)
      flow.propagation.listen(value, (token) => {
        if (isFunction(token)) this.give(flow, token, 'any:use');
      });
  }
}
