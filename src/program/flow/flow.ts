import type { AnyNode } from 'acorn';
import type { Scope, Variable } from '../scopes/scope.js';
import { keep, KnownCode, type ValueTraits } from './known-code.js';
import { Propagation } from './propagation.js';
import { Properties } from './properties.js';
import {
  NOTHING,
  FlowNode,
  ObjectToken,
  PLAIN,
  type AssignedValue,
  type CallSite,
  type ElementRead,
  type JoinedPart,
  type ListRead,
  type OpenCode,
  type PropertyRead,
  type StoredInto,
  type MarkToken,
  type NativeToken,
  type OutsideToken,
  type Token,
  type Unit,
  type FunctionNode,
} from './value.js';

export type { AssignedValue, OpenCode, PropertyRead } from './value.js';

/** How the kinds of code are followed: given to the flow, because they call each other through it. */
export interface FlowSteps {
  /** Follows one expression or statement: its parts come later. */
  follow(flow: Flow, code: OpenCode): void;
  enter(flow: Flow, unit: Unit): void;
  invoke(flow: Flow, site: CallSite, callee: Token): void;
  /** What reading a property of this value gives. */
  read(flow: Flow, read: PropertyRead, object: Token): void;
  /** Code that is not known gets a value. */
  handOver(flow: Flow, token: Token): void;
}

/** What the caller looks for in a program: it gives values of its own a meaning. A method that is absent does nothing. */
export interface FlowDomain extends ValueTraits {
  /** Code that is not part of the program gets a value. */
  escape?(flow: Flow, token: Token): void;
  /** @returns true if the call has no other effect than the caller's. */
  invoke?(flow: Flow, site: CallSite, callee: Token): boolean;
  /** @returns true if the read has no other value than the caller's. */
  read?(flow: Flow, read: PropertyRead, object: Token): boolean;
  /** Code makes a class. @returns how much of its code is to be followed: of 'base' only the expression after `extends`. */
  define?(flow: Flow, token: ObjectToken): 'all' | 'base' | 'nothing';
  /** The code of a function is about to be followed. @returns false if the caller follows what matters of it. */
  enter?(flow: Flow, unit: Unit, scope: Scope<Unit>): boolean;
  /** A function's parameter gets values. @returns the place of those that it takes; null: it takes all. */
  taken?(flow: Flow, unit: Unit, given: { readonly at: number; readonly value: FlowNode }): FlowNode | null;
  /** The parameters of a function are about to be followed. */
  parameters?(flow: Flow, unit: Unit, scope: Scope<Unit>): void;
  /** Nothing calls a function. @returns true if it is to be followed all the same; absent: none is. */
  startsUncalled?(flow: Flow, unit: Unit): boolean;
  /** Code that runs holds a text. */
  text?(text: string, place: PropertyRead['place']): void;
  /** What the runtime gives a handler first; absent: data. @param handler null if its code is not known. */
  event?(flow: Flow, handler: Unit | null): Token;
  /** Whether the values of expressions are to know where in the code these stand. */
  readonly keepsPlaces?: boolean;
  /** Code has a pattern. @returns null if it is data to the caller */
  pattern?(node: AnyNode): Token | null;
  /** Code makes a text of these parts. */
  join?(flow: Flow, parts: readonly JoinedPart[], out: FlowNode): void;
  /** Code takes bits of a value, or what stands at such a number. */
  mixed?(flow: Flow, from: FlowNode, out: FlowNode): void;
  /** Code reads an element, or a property with a computed name, of a value of the caller's or outside. */
  element?(flow: Flow, token: MarkToken | OutsideToken, read: ElementRead): void;
  /** Code takes an element of a list of the caller's, null: each in turn; absent: the list stands for its elements. */
  elementAt?(flow: Flow, token: MarkToken, read: ListRead): void;
  /** Code keeps elements of a list for which a function is true. @returns true if the call gives what the caller says */
  filtered?(flow: Flow, site: CallSite, list: Token): boolean;
  /** Elements of a value of the caller's go from one place to another. */
  iterated?(from: FlowNode, to: FlowNode): void;
  /** Code catches what was thrown. */
  caught?(flow: Flow, out: FlowNode): void;
  /** Code goes through the names of the properties of a value: `for (const name in value)`. */
  keys?(flow: Flow, value: FlowNode, out: FlowNode): void;
  /** Code reads a variable, or a property of an object of the program. @returns true if the caller itself passes its values on. */
  readName?(flow: Flow, values: FlowNode, read: Omit<PropertyRead, 'object' | 'name'>): boolean;
  /** Whether code that is not followed may give back a value of the caller's as it was given; absent: it may. */
  isPassed?(token: MarkToken, callee: Token): boolean;
  /** Name of the package whose code this is, if the code is not to be followed. Its values are then members of that package. */
  packageAt?(flow: Flow, place: PropertyRead['place']): string | null;
  /** Code writes a property of a value outside. */
  store?(flow: Flow, token: OutsideToken, stored: Omit<StoredInto, 'object'>): void;
  /** Code writes a property of an object that it did not make itself: a value outside, an argument of which nothing is known. */
  storeForeign?(flow: Flow, token: Token, stored: StoredInto): void;
  /** Code writes a property of an object of the program. */
  storeOwn?(flow: Flow, token: ObjectToken, stored: StoredInto): void;
  /** Code gives a name or a property a value. */
  assigned?(flow: Flow, assignment: AssignedValue): void;
  /** Whether the caller knows what calls of a member of a module give. */
  isNamed?(callee: OutsideToken): boolean;
}

/** The values that a program's code computes, as far as it runs: only code that something calls is followed. */
export class Flow extends KnownCode {
  readonly propagation: Propagation;
  readonly properties: Properties;
  readonly domain: FlowDomain;
  readonly steps: FlowSteps;
  reads: PropertyRead[] = [];
  sites: CallSite[] = [];
  readonly live: Unit[] = [];
  /** The code that stands for calls from outside. */
  escapedTo: PropertyRead['place'] | null = null;
  private readonly escapedNatives = new Set<NativeToken>();
  private readonly variables = new Map<Variable, FlowNode>();
  /** Keys of computed reads, for those that turn out to have no value. */
  readonly computedKeys: { readonly key: FlowNode; readonly read: () => void }[] = [];
  /** Places about which the caller decides if they have no value once all code was followed. */
  awaited: { readonly place: FlowNode; readonly otherwise: () => void }[] = [];
  private code: OpenCode[] = [];

  constructor(steps: FlowSteps, domain: FlowDomain) {
    super();
    this.steps = steps;
    this.domain = domain;
    this.propagation = new Propagation((token) => {
      steps.handOver(this, token);
    });
    this.properties = new Properties(this.propagation, {
      callAccessor: (token, receiver, out) => {
        if (token.kind !== 'accessor') return;
        this.enter(token.unit);
        this.propagation.add(token.unit.receiver, receiver);
        this.propagation.edge(token.unit.returns, out);
      },
      readMark: (token, out, name) => domain.element?.(this, token, { out, by: name }),
    });
  }

  variable(variable: Variable): FlowNode {
    return keep(this.variables, variable, () => new FlowNode());
  }

  /** The values of an expression. */
  valueAt(node: AnyNode, scope: Scope<Unit>): FlowNode {
    const { values } = scope.owner.context;
    const known = values.get(node);
    if (known) return known;
    const out = new FlowNode();
    values.set(node, out);
    if (this.domain.keepsPlaces) out.place = { node, scope };
    this.code.push({ node, scope, out });
    return out;
  }

  /** Follows a statement. */
  run(node: AnyNode, scope: Scope<Unit>): void {
    this.code.push({ node, scope, out: null });
  }

  /** The function that a node of the code makes. One for all times that the code runs. */
  functionOf(node: FunctionNode, scope: Scope<Unit>): ObjectToken {
    const around = scope.owner;
    return keep(around.context.functions, node, () => {
      const token = new ObjectToken('function');
      const isArrow = node.type === 'ArrowFunctionExpression';
      const unit: Unit = {
        node,
        file: around.file,
        outer: scope,
        receiver: isArrow ? around.receiver : new FlowNode(),
        returns: new FlowNode(),
        params: node.params.map(() => new FlowNode()),
        anyArgument: new FlowNode(),
        argumentsOf: null,
        context: around.context,
        isLive: false,
      };
      token.unit = Object.assign(unit, { argumentsOf: isArrow ? around.argumentsOf : unit });
      token.site = node;
      return token;
    });
  }

  enter(unit: Unit): void {
    if (unit.isLive) return;
    unit.isLive = true;
    this.live.push(unit);
    this.steps.enter(this, unit);
  }

  read(read: PropertyRead): void {
    this.reads.push(read);
    this.propagation.listen(read.object, (token) => {
      this.steps.read(this, read, token);
    });
  }

  /** Calls back for each value of a place; if it has none once all code was followed, with nothing. */
  decide(place: FlowNode, found: (token: Token | null) => void): void {
    this.propagation.listen(place, (token) => {
      // `exports.Order = undefined` before its value says nothing of that.
      if (token !== NOTHING) found(token);
    });
    const otherwise = (): void => {
      found(place.tokens.has(NOTHING) ? NOTHING : null);
    };
    this.awaited.push({ place, otherwise });
  }

  call(site: CallSite): void {
    this.sites.push(site);
    this.propagation.listen(site.callee, (token) => {
      this.steps.invoke(this, site, token);
    });
  }

  /** Code that is not followed gets a value: it may call it. @param given what it may call it with. */
  escape(token: Token, given: Token = PLAIN): void {
    this.domain.escape?.(this, token);
    if (token.kind === 'native') this.escapeNative(token, given);
    if (!(token instanceof ObjectToken) || !token.unit) return;
    this.enter(token.unit);
    for (const param of token.unit.params) this.propagation.add(param, given);
    this.propagation.add(token.unit.anyArgument, given);
  }

  private escapeNative(token: NativeToken, given: Token): void {
    const { escapedTo } = this;
    if (!escapedTo || this.escapedNatives.has(token)) return;
    this.escapedNatives.add(token);
    const value = new FlowNode();
    this.propagation.add(value, given);
    const callee = new FlowNode();
    const site = { ...escapedTo, isNew: false, callee, given: [], args: [value], spreadFrom: Infinity };
    token.run({ ...site, result: new FlowNode() });
  }

  /** Follows all code that can run. @param isSpent asked after each 4,096 steps. @returns false if it said so first. */
  drain(isSpent: () => boolean): boolean {
    for (;;) {
      for (let next = this.code.pop(), count = 0; next; next = this.code.pop(), count += 1) {
        this.steps.follow(this, next);
        if ((count & 0xfff) === 0xfff && isSpent()) return false;
      }
      if (!this.propagation.drain(isSpent)) return false;
      if (this.code.length === 0 && this.propagation.isIdle) return true;
    }
  }
}
