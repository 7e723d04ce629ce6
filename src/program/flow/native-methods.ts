import { arrayAt, elementsOf, joinList, takeByKey } from './elements.js';
import type { Flow } from './flow.js';
import { keep } from './known-code.js';
import {
  ANY_NAME,
  FlowNode,
  ObjectToken,
  PLAIN,
  type CallSite,
  type NativeToken,
  type Token,
} from './value.js';

type Effect = (flow: Flow, site: CallSite, receiver: Token) => void;

/** Calls each function that a place has, as a method of the language calls its callback. */
export function callBack(flow: Flow, callee: FlowNode | undefined, site: CallbackSite): void {
  if (callee) flow.call({ isNew: false, given: [], spreadFrom: Infinity, ...site, callee });
}

export type CallbackSite = Pick<CallSite, 'node' | 'scope' | 'args' | 'result'> & Partial<CallSite>;

/** A place with one value. */
export function placeOf(flow: Flow, ...tokens: readonly Token[]): FlowNode {
  const node = new FlowNode();
  for (const token of tokens) flow.propagation.add(node, token);
  return node;
}

const then: Effect = (flow, site, receiver) => {
  const value = placeOf(flow, receiver);
  callBack(flow, site.args[0], { ...site, args: [value], given: [] });
  callBack(flow, site.args[1], { ...site, args: [placeOf(flow, PLAIN)], given: [] });
};

const afterwards: Effect = (flow, site, receiver) => {
  flow.propagation.add(site.result, receiver);
  callBack(flow, site.args[0], { ...site, args: [placeOf(flow, PLAIN)], given: [] });
};

const PROMISE_METHODS: ReadonlyMap<string, Effect> = new Map([
  ['then', then],
  ['catch', afterwards],
  ['finally', afterwards],
]);

function setReceiver(flow: Flow, callee: Token, receiver: FlowNode | undefined): void {
  const isOwn = callee instanceof ObjectToken && callee.unit && callee.unit.argumentsOf === callee.unit;
  if (isOwn && receiver && callee.unit) flow.propagation.edge(receiver, callee.unit.receiver);
}

function callWith(flow: Flow, callee: Token, site: CallSite): void {
  flow.steps.invoke(flow, { ...site, isNew: false, callee: placeOf(flow, callee), given: [] }, callee);
}

const FUNCTION_METHODS: ReadonlyMap<string, Effect> = new Map<string, Effect>([
  [
    'call',
    (flow, site, callee) => {
      setReceiver(flow, callee, site.args[0]);
      const given = site.given.slice(1);
      const called = {
        ...site,
        isNew: false,
        given,
        args: site.args.slice(1),
        spreadFrom: site.spreadFrom - 1,
      };
      flow.steps.invoke(flow, called, callee);
    },
  ],
  [
    'apply',
    (flow, site, callee) => {
      setReceiver(flow, callee, site.args[0]);
      callWith(flow, callee, { ...site, args: site.args.slice(1, 2), spreadFrom: 0 });
    },
  ],
  [
    'bind',
    (flow, site, callee) => {
      setReceiver(flow, callee, site.args[0]);
      const bound = site.args.slice(1);
      const given = site.given.slice(1);
      flow.propagation.add(site.result, {
        kind: 'native',
        name: 'bound',
        run: (later) => {
          const args = [...bound, ...later.args];
          const spreadFrom = later.spreadFrom + bound.length;
          flow.steps.invoke(flow, { ...later, given: [...given, ...later.given], args, spreadFrom }, callee);
        },
      });
    },
  ],
]);

function all(flow: Flow, receiver: Token): FlowNode {
  return receiver instanceof ObjectToken ? flow.properties.all(receiver) : placeOf(flow, receiver);
}

/** Calls a callback with each element. */
function eachElement(
  flow: Flow,
  site: CallSite,
  { receiver, result }: { receiver: Token; result: FlowNode },
): void {
  const element = all(flow, receiver);
  const args = [element, placeOf(flow, PLAIN), placeOf(flow, receiver)];
  callBack(flow, site.args[0], { ...site, args, result, given: [] });
}

const map: Effect = (flow, site, receiver) => {
  const token = arrayAt(flow, site);
  eachElement(flow, site, { receiver, result: flow.properties.slot(token, ANY_NAME) });
  flow.propagation.add(site.result, token);
};

/** The elements of what a callback gives. */
const flatMap: Effect = (flow, site, receiver) => {
  const token = arrayAt(flow, site);
  const result = new FlowNode();
  elementsOf(flow, result, flow.properties.slot(token, ANY_NAME));
  eachElement(flow, site, { receiver, result });
  flow.propagation.add(site.result, token);
};

const reduce: Effect = (flow, site, receiver) => {
  const element = all(flow, receiver);
  const before = new FlowNode();
  if (site.args[1]) flow.propagation.edge(site.args[1], before);
  else flow.propagation.edge(element, before);
  flow.propagation.edge(before, site.result);
  flow.propagation.edge(site.result, before);
  const args = [before, element];
  callBack(flow, site.args[0], { ...site, args, given: [] });
};

const keeps: Effect = (flow, site, receiver) => {
  eachElement(flow, site, { receiver, result: new FlowNode() });
  flow.propagation.add(site.result, receiver);
};

/** Calls a callback with each element, and gives what is none: an answer, a place, nothing. */
const tells: Effect = (flow, site, receiver) => {
  eachElement(flow, site, { receiver, result: new FlowNode() });
  flow.propagation.add(site.result, PLAIN);
};

const filter: Effect = (flow, site, receiver) => {
  eachElement(flow, site, { receiver, result: new FlowNode() });
  if (!flow.domain.filtered?.(flow, site, receiver)) flow.propagation.add(site.result, receiver);
};

const takes: Effect = (flow, site, receiver) => {
  eachElement(flow, site, { receiver, result: new FlowNode() });
  flow.propagation.edge(all(flow, receiver), site.result);
};

const chooses: Effect = (flow, site, receiver) => {
  eachElement(flow, site, { receiver, result: new FlowNode() });
  takeByKey(flow, all(flow, receiver), site.result);
};

const puts: Effect = (flow, site, receiver) => {
  if (!(receiver instanceof ObjectToken)) return;
  const slot = flow.properties.slot(receiver, ANY_NAME);
  for (const value of site.args) flow.propagation.edge(value, slot);
  flow.propagation.add(site.result, receiver);
};

/** Puts elements into a list, and gives their number. */
const counts: Effect = (flow, site, receiver) => {
  puts(flow, { ...site, result: new FlowNode() }, receiver);
  flow.propagation.add(site.result, PLAIN);
};

const concat: Effect = (flow, site, receiver) => {
  flow.propagation.add(site.result, receiver);
  for (const value of site.args) joinList(flow, value, site);
};

const METHODS: readonly (readonly [effect: Effect, names: string])[] = [
  [map, 'map'],
  [flatMap, 'flatMap'],
  [reduce, 'reduce reduceRight'],
  [filter, 'filter'],
  [tells, 'forEach some every findIndex findLastIndex'],
  [keeps, 'sort toSorted slice splice reverse flat values entries keys'],
  [takes, 'at pop shift next'],
  [chooses, 'find findLast get'],
  [puts, 'set add fill'],
  [counts, 'push unshift'],
  [concat, 'concat'],
];

const ELEMENT_METHODS: ReadonlyMap<string, Effect> = new Map(
  METHODS.flatMap(([effect, names]) => names.split(' ').map((name) => [name, effect] as const)),
);

/** Methods of data whose results a callback makes: `event.Records.map(…)`. */
const DATA_METHODS: ReadonlyMap<string, Effect> = new Map([
  ['map', map],
  ['flatMap', flatMap],
]);

/** Methods of values of a kind, beside those of promises. */
function methodsOf(token: Token): ReadonlyMap<string, Effect> | null {
  if (token === PLAIN) return DATA_METHODS;
  if (token.kind === 'native' || token.kind === 'mark') return FUNCTION_METHODS;
  if (token.kind !== 'object') return null;
  const { form } = token;
  if (form === 'array' || form === 'container') return ELEMENT_METHODS;
  return form === 'function' || form === 'class' ? FUNCTION_METHODS : null;
}

function effectOf(token: Token, name: string): Effect | undefined {
  return methodsOf(token)?.get(name) ?? PROMISE_METHODS.get(name);
}

/** A method of the language that a value has; null if it has none of that name whose effect matters. */
export function nativeMethod(flow: Flow, token: Token, name: string): NativeToken | null {
  const effect = effectOf(token, name);
  if (!effect) return null;
  const known = keep(flow.natives, token, () => new Map<string, NativeToken>());
  return keep(known, name, () => ({
    kind: 'native',
    name,
    run: (site) => {
      effect(flow, site, token);
    },
  }));
}

export function isPromiseMethod(name: string): boolean {
  return PROMISE_METHODS.has(name);
}

/** Whether the language has a method of this name: reading it from a value without it gives data. */
export function isNativeName(name: string): boolean {
  return ELEMENT_METHODS.has(name) || FUNCTION_METHODS.has(name) || PROMISE_METHODS.has(name);
}
