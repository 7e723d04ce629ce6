import { elementsOf } from './elements.js';
import type { Flow } from './flow.js';
import {
  isOfNode,
  NOTHING,
  ObjectToken,
  PLAIN,
  UNKNOWN,
  type CallSite,
  type FlowNode,
  type Token,
  type Unit,
} from './value.js';

/** Lets one argument flow into a parameter. */
function bindOne(
  flow: Flow,
  value: FlowNode,
  { unit, at }: { readonly unit: Unit; readonly at: number },
): void {
  const param = unit.params[at];
  if (param) flow.propagation.edge(value, param);
  flow.propagation.edge(value, unit.anyArgument);
}

export type Arguments = Pick<CallSite, 'args' | 'spreadFrom'>;

/** Calls a function: its arguments become values of its parameters. */
export function bindArguments(flow: Flow, unit: Unit, { args, spreadFrom }: Arguments): void {
  flow.enter(unit);
  for (const [at, value] of args.entries()) {
    if (at < spreadFrom) {
      bindOne(flow, value, { unit, at });
      continue;
    }
    elementsOf(flow, value, unit.anyArgument);
    for (const param of unit.params.slice(at)) elementsOf(flow, value, param);
  }
}

/** Code outside gets the arguments of a call. */
export function escapeArguments(flow: Flow, { args }: Pick<CallSite, 'args'>, given: Token): void {
  for (const value of args)
    flow.propagation.listen(value, (token) => {
      escapeDeep(flow, token, given);
    });
}

/** Code outside gets an object, and with it the functions in its properties. */
export function escapeDeep(flow: Flow, token: Token, given: Token): void {
  flow.escape(token, given);
  if (!(token instanceof ObjectToken)) return;
  if (token.form === 'class') escapeClass(flow, token, given);
  const isOpen = token.form === 'literal' || token.form === 'array' || token.form === 'container';
  if (!isOpen || flow.escaped.has(token)) return;
  flow.escaped.add(token);
  flow.properties.eachSlot(token, (_name, slot) => {
    flow.propagation.listen(slot, (value) => {
      if (value.kind === 'accessor') flow.enter(value.unit);
      else escapeDeep(flow, value, given);
    });
  });
}

/** Code that is not known gets a value: it may call it, use what that gives, and read all its properties. */
export function handOver(flow: Flow, token: Token): void {
  if (token.kind === 'accessor') flow.enter(token.unit);
  escapeDeep(flow, token, UNKNOWN);
  if (!(token instanceof ObjectToken)) return;
  if (token.form === 'exports') flow.properties.showModules();
  flow.properties.open(token);
  if (token.unit)
    flow.propagation.listen(token.unit.returns, (value) => {
      escapeDeep(flow, value, UNKNOWN);
    });
}

/** Code outside may make instances of a class that it gets, and call their methods. */
function escapeClass(flow: Flow, token: ObjectToken, given: Token): void {
  if (flow.opaque.has(token) || flow.escaped.has(token)) return;
  flow.escaped.add(token);
  const instance = instanceOf(flow, token);
  construct(flow, { maker: token, instance, args: { args: [], spreadFrom: Infinity } });
  for (const param of token.facts?.constructing?.params ?? []) flow.propagation.add(param, given);
}

/** The instances of a class or constructor function. One stands for all. */
export function instanceOf(flow: Flow, maker: ObjectToken): ObjectToken {
  if (maker.instance) return maker.instance;
  const instance = new ObjectToken('instance');
  maker.instance = instance;
  instance.maker = maker;
  flow.propagation.edge(flow.properties.slot(maker, 'prototype'), instance.prototypes);
  flow.properties.open(instance);
  return instance;
}

interface Construction {
  readonly maker: Token;
  readonly instance: ObjectToken;
  readonly args: Arguments;
}

/** Runs the constructors of a class and its bases on an instance. */
export function construct(flow: Flow, { maker, instance, args }: Construction): void {
  if (maker === NOTHING) return;
  if (!(maker instanceof ObjectToken)) {
    // The base is not part of the program: it may call any method.
    escapeArguments(flow, args, UNKNOWN);
    escapeMethods(flow, instance, maker);
    return;
  }
  if (flow.opaque.has(maker)) return;
  const { facts, unit } = maker;
  if (unit) {
    flow.propagation.add(unit.receiver, instance);
    bindArguments(flow, unit, args);
  }
  if (!facts) return;
  flow.propagation.add(facts.fields.receiver, instance);
  flow.enter(facts.fields);
  if (facts.constructing) {
    flow.propagation.add(facts.constructing.receiver, instance);
    bindArguments(flow, facts.constructing, args);
  } else if (facts.base) constructBase(flow, facts.base, { instance, args });
}

/** Runs the constructor of a base class once for each instance and call. */
export function constructBase(
  flow: Flow,
  base: FlowNode,
  { instance, args }: Omit<Construction, 'maker'>,
): void {
  flow.propagation.listen(base, (maker) => {
    construct(flow, { maker, instance, args });
  });
}

/** Whether a base class is Node's or the language's: of its subclasses' methods it calls those whose names begin with `_`. */
function isNodes(base: Token): boolean {
  return base.kind === 'plain' || (base.kind === 'outside' && isOfNode(base));
}

/** Code outside may call the methods of an instance. */
function escapeMethods(flow: Flow, instance: ObjectToken, base: Token): void {
  if (flow.escaped.has(instance)) return;
  flow.escaped.add(instance);
  const { maker } = instance;
  const isNode = isNodes(base);
  flow.propagation.listen(instance.prototypes, (prototype) => {
    if (!(prototype instanceof ObjectToken) || prototype.maker !== maker) return;
    flow.properties.eachSlot(prototype, (name) => {
      if (isNode && !name.startsWith('_')) return;
      flow.propagation.listen(flow.properties.lookup(instance, name), (method) => {
        flow.escape(method, PLAIN);
      });
    });
  });
}
