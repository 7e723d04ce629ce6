import { define, defineNamed } from './assign-pattern.js';
import { escapeDeep } from './bind-call.js';
import { computedValues, elementsOf, inherit, listNames } from './elements.js';
import type { Flow } from './flow.js';
import { keep } from './known-code.js';
import { callBack, placeOf } from './native-methods.js';
import { ANY_NAME, FlowNode, ObjectToken, PLAIN, type CallSite, type ObjectForm } from './value.js';

type Effect = (flow: Flow, site: CallSite) => void;

const returnsFirst: Effect = (flow, { args: [first], result }) => {
  if (first) flow.propagation.edge(first, result);
};

/** An object that a call of the language makes. */
function madeAt(flow: Flow, { node }: CallSite, form: ObjectForm): ObjectToken {
  return keep(flow.arrays, node, () => {
    const token = new ObjectToken(form);
    if (form === 'literal') flow.properties.open(token);
    return token;
  });
}

const assign: Effect = (flow, { args: [to, ...from], result }) => {
  if (!to) return;
  flow.propagation.edge(to, result);
  for (const each of from) inherit(flow, each, to);
};

const create: Effect = (flow, site) => {
  const token = madeAt(flow, site, 'literal');
  const [from] = site.args;
  const to = placeOf(flow, token);
  if (from) inherit(flow, from, to);
  flow.propagation.add(site.result, token);
};

const setPrototype: Effect = (flow, { args: [to, from], result }) => {
  if (!to || !from) return;
  flow.propagation.edge(to, result);
  inherit(flow, from, to);
};

/** The descriptor of a property. Defining another object's property by it copies the property. */
const descriptorOf: Effect = (flow, site) => {
  const [from] = site.args;
  const token = madeAt(flow, site, 'literal');
  if (from) flow.described.set(token, from);
  flow.propagation.add(site.result, token);
};

const defineProperty: Effect = (flow, { args: [object, key, descriptor], result }) => {
  if (!object || !key || !descriptor) return;
  flow.propagation.edge(object, result);
  defineNamed(flow, object, { key, descriptor });
};

const defineProperties: Effect = (flow, { args: [object, descriptors], result }) => {
  if (!object || !descriptors) return;
  flow.propagation.edge(object, result);
  flow.propagation.listen(object, (token) => {
    if (!(token instanceof ObjectToken)) return;
    flow.propagation.listen(descriptors, (given) => {
      if (!(given instanceof ObjectToken)) return;
      flow.properties.eachSlot(given, (name, slot) => {
        define(flow, flow.properties.slot(token, name), slot);
      });
    });
  });
};

/** Lets all values of an object be elements of an array. */
function listValues(flow: Flow, site: CallSite, to: ObjectToken): void {
  const [from] = site.args;
  const out = flow.properties.slot(to, ANY_NAME);
  if (from) computedValues(flow, from, { out, isCalled: true });
}

const values: Effect = (flow, site) => {
  const token = madeAt(flow, site, 'array');
  listValues(flow, site, token);
  flow.propagation.add(site.result, token);
};

const keys: Effect = (flow, site) => {
  const token = madeAt(flow, site, 'array');
  const [from] = site.args;
  if (from) listNames(flow, from, flow.properties.slot(token, ANY_NAME));
  flow.propagation.add(site.result, token);
};

const entries: Effect = (flow, site) => {
  const token = madeAt(flow, site, 'array');
  const pair = new ObjectToken('array');
  const [from] = site.args;
  if (from) {
    listNames(flow, from, flow.properties.slot(pair, '0'));
    computedValues(flow, from, { out: flow.properties.slot(pair, '1'), isCalled: true, takesAll: true });
  }
  flow.propagation.add(flow.properties.slot(token, ANY_NAME), pair);
  flow.propagation.add(site.result, token);
};

/** Puts the second elements of pairs into an object. */
function fill(flow: Flow, from: FlowNode | undefined, to: ObjectToken): void {
  if (!from) return;
  const pairs = new FlowNode();
  elementsOf(flow, from, pairs);
  elementsOf(flow, pairs, flow.properties.slot(to, ANY_NAME));
}

const makes =
  (form: ObjectForm): Effect =>
  (flow, site) => {
    const token = madeAt(flow, site, form);
    fill(flow, site.args[0], token);
    flow.propagation.add(site.result, token);
  };

const promise: Effect = (flow, site) => {
  const resolve = placeOf(flow, {
    kind: 'native',
    name: 'resolve',
    run: ({ args: [value] }) => {
      if (value) flow.propagation.edge(value, site.result);
    },
  });
  const [executor] = site.args;
  const args = [resolve, placeOf(flow, PLAIN)];
  if (executor)
    callBack(flow, executor, { ...site, isNew: false, callee: executor, args, result: new FlowNode() });
  flow.propagation.add(site.result, PLAIN);
};

const anyElement: Effect = (flow, { args: [list], result }) => {
  if (list) elementsOf(flow, list, result);
};

const arrayFrom: Effect = (flow, site) => {
  const token = madeAt(flow, site, 'array');
  const [list, callback] = site.args;
  const out = flow.properties.slot(token, ANY_NAME);
  const element = new FlowNode();
  if (list) elementsOf(flow, list, element);
  if (callback) callBack(flow, callback, { ...site, callee: callback, args: [element], result: out });
  else flow.propagation.edge(element, out);
  flow.propagation.add(site.result, token);
};

/** `Array(length)`, `Array.of(a, b)`: an array of what is given. */
const arrayOf: Effect = (flow, site) => {
  const token = madeAt(flow, site, 'array');
  const out = flow.properties.slot(token, ANY_NAME);
  for (const value of site.args) flow.propagation.edge(value, out);
  flow.propagation.add(site.result, token);
};

const proxy: Effect = (flow, { args: [target, handler], result }) => {
  if (target) flow.propagation.edge(target, result);
  if (handler)
    flow.propagation.listen(handler, (token) => {
      escapeDeep(flow, token, PLAIN);
    });
};

const reflectConstruct: Effect = (flow, { args: [callee, list], ...site }) => {
  if (callee) flow.call({ ...site, isNew: true, callee, args: list ? [list] : [], given: [], spreadFrom: 0 });
};

const reflectApply: Effect = (flow, { args: [callee, , list], ...site }) => {
  if (callee)
    flow.call({ ...site, isNew: false, callee, args: list ? [list] : [], given: [], spreadFrom: 0 });
};

/** `util.inherits(sub, base)`. */
const inherits: Effect = (flow, { args: [sub, base] }) => {
  if (!sub || !base) return;
  const [to, from] = [new FlowNode(), new FlowNode()];
  for (const [object, out] of [
    [sub, to],
    [base, from],
  ] as const)
    flow.propagation.listen(object, (token) => {
      if (token instanceof ObjectToken)
        flow.propagation.edge(flow.properties.lookup(token, 'prototype'), out);
    });
  inherit(flow, from, to);
  inherit(flow, base, sub);
};

const prototypeOf: Effect = (flow, { args: [object], result }) => {
  if (!object) return;
  flow.propagation.listen(object, (token) => {
    if (token instanceof ObjectToken) flow.propagation.edge(token.prototypes, result);
  });
};

const EFFECTS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  ...['freeze', 'seal', 'preventExtensions'].map((name) => [`Object.${name}`, returnsFirst] as const),
  ['Object.assign', assign],
  ['Object.create', create],
  ['Object.setPrototypeOf', setPrototype],
  ['Reflect.setPrototypeOf', setPrototype],
  ['Object.getPrototypeOf', prototypeOf],
  ['Object.defineProperty', defineProperty],
  ['Object.getOwnPropertyDescriptor', descriptorOf],
  ['Reflect.defineProperty', defineProperty],
  ['Object.defineProperties', defineProperties],
  ['Object.values', values],
  ['Object.entries', entries],
  ['Object.keys', keys],
  ['Object.getOwnPropertyNames', keys],
  ['Object.fromEntries', makes('literal')],
  ['Object', returnsFirst],
  ['Map', makes('container')],
  ['WeakMap', makes('container')],
  ['Set', makes('container')],
  ['WeakSet', makes('container')],
  ['Promise', promise],
  ...['all', 'allSettled', 'resolve'].map((name) => [`Promise.${name}`, returnsFirst] as const),
  ['Promise.race', anyElement],
  ['Promise.any', anyElement],
  ['Array', arrayOf],
  ['Array.of', arrayOf],
  ['Array.from', arrayFrom],
  ['Proxy', proxy],
  ['Reflect.construct', reflectConstruct],
  ['Reflect.apply', reflectApply],
  ['util.inherits', inherits],
  ['util.promisify', returnsFirst],
]);

/** The effect of a function of the language or of Node. @returns false if it has none that matters. */
export function callGlobal(flow: Flow, site: CallSite, path: readonly string[]): boolean {
  const effect = EFFECTS.get(path.join('.'));
  if (!effect) return false;
  effect(flow, site);
  return true;
}
