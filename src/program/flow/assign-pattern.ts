import type { AnyNode, ArrayPattern, Identifier, ObjectPattern } from 'acorn';
import type { Scope } from '../scopes/scope.js';
import { elementsOf, inherit } from './elements.js';
import type { Flow, PropertyRead } from './flow.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import { placeOf } from './native-methods.js';
import { assignVariable } from './read-value.js';
import {
  ANY_NAME,
  FlowNode,
  MEMBER,
  ObjectToken,
  UNKNOWN,
  type OutsideToken,
  type Token,
  type Unit,
} from './value.js';

export interface Assignment {
  readonly pattern: AnyNode;
  readonly scope: Scope<Unit>;
  readonly value: FlowNode;
}

/** A property that code writes. */
export interface StoredProperty {
  readonly name: string;
  readonly value: FlowNode;
}

/** Writes a property of all objects that a place has. What code outside gets, it may call. */
export function storeProperty(flow: Flow, object: FlowNode, stored: StoredProperty): void {
  flow.propagation.listen(object, (token) => {
    if (token instanceof ObjectToken) {
      flow.propagation.edge(stored.value, flow.properties.slot(token, stored.name));
      flow.domain.storeOwn?.(flow, token, { ...stored, object });
    } else {
      storeOther(flow, token, stored);
      flow.domain.storeForeign?.(flow, token, { ...stored, object });
    }
  });
}

function escapeStored(flow: Flow, value: FlowNode): void {
  flow.propagation.listen(value, (each) => {
    flow.escape(each);
  });
}

/** Writes a property of an object that code outside made. */
function storeOther(flow: Flow, token: Token, stored: StoredProperty): void {
  const { name, value } = stored;
  if (token.kind === 'outside') storeOutside(flow, token, stored);
  else if (token.kind === 'plain') escapeStored(flow, value);
  else if (token.kind === 'unknown') flow.propagation.edge(value, flow.properties.named(name));
}

function storeOutside(flow: Flow, token: OutsideToken, stored: StoredProperty): void {
  flow.domain.store?.(flow, token, stored);
  if (!flow.passive.has(token.module)) escapeStored(flow, stored.value);
}

/** A property of an object that a descriptor gives a value or a getter. */
export function define(flow: Flow, slot: FlowNode, descriptor: FlowNode): void {
  flow.propagation.listen(descriptor, (token) => {
    if (!(token instanceof ObjectToken)) return;
    flow.propagation.edge(flow.properties.lookup(token, 'value'), slot);
    flow.propagation.listen(flow.properties.lookup(token, 'get'), (getter) => {
      if (getter instanceof ObjectToken && getter.unit)
        flow.propagation.add(slot, { kind: 'accessor', unit: getter.unit });
    });
  });
}

/** `defineProperty(to, name, getOwnPropertyDescriptor(from, name))` of names that are not known: `to` has the properties of `from`. */
function copyDescribed(flow: Flow, object: FlowNode, descriptor: FlowNode): void {
  flow.propagation.listen(descriptor, (token) => {
    const from = token instanceof ObjectToken ? flow.described.get(token) : undefined;
    if (from) inherit(flow, from, object);
  });
}

/** Code puts its own functions into an object outside: a method, a getter or a setter. */
function defineOutside(
  flow: Flow,
  token: OutsideToken,
  { key, descriptor }: { readonly key: FlowNode; readonly descriptor: FlowNode },
): void {
  const object = placeOf(flow, token);
  const seen = new Set<string>();
  flow.propagation.listen(key, (given) => {
    const name = given.kind === 'text' ? given.text : ANY_NAME;
    if (seen.has(name)) return;
    seen.add(name);
    flow.propagation.listen(descriptor, (fields) => {
      if (!(fields instanceof ObjectToken)) return;
      for (const field of ['value', 'get', 'set'])
        storeProperty(flow, object, { name, value: flow.properties.lookup(fields, field) });
    });
  });
}

/** A property that a descriptor gives all objects that a place has. */
export function defineNamed(
  flow: Flow,
  object: FlowNode,
  { key, descriptor }: { readonly key: FlowNode; readonly descriptor: FlowNode },
): void {
  copyDescribed(flow, object, descriptor);
  flow.propagation.listen(object, (token) => {
    if (token.kind === 'outside') defineOutside(flow, token, { key, descriptor });
    if (!(token instanceof ObjectToken)) return;
    flow.propagation.listen(key, (name) => {
      if (name.kind === 'text') define(flow, flow.properties.slot(token, name.text), descriptor);
    });
  });
}

function assignObject(flow: Flow, { properties }: ObjectPattern, { scope, value }: Assignment): void {
  for (const property of properties) {
    if (property.type === 'RestElement') {
      assignPattern(flow, { pattern: property.argument, scope, value });
      continue;
    }
    const part = new FlowNode();
    const name = nameOfKey(property);
    if (property.computed) flow.valueAt(property.key, scope);
    flow.read({ object: value, name: name ?? ANY_NAME, out: part, place: { node: property, scope } });
    assignPattern(flow, { pattern: property.value, scope, value: part });
  }
}

function assignArray(flow: Flow, { elements }: ArrayPattern, { scope, value }: Assignment): void {
  const all = new FlowNode();
  elementsOf(flow, value, all);
  for (const [at, element] of elements.entries()) {
    if (!element) continue;
    if (element.type === 'RestElement') {
      assignPattern(flow, { pattern: element.argument, scope, value });
      continue;
    }
    const part = new FlowNode();
    flow.propagation.listen(value, (token) => {
      const isArray = token instanceof ObjectToken && token.form === 'array';
      if (isArray) flow.propagation.edge(flow.properties.lookup(token, String(at)), part);
      else if (token instanceof ObjectToken && token.form === 'container')
        flow.propagation.edge(flow.properties.all(token), part);
      else if (token.kind === 'mark' && flow.domain.elementAt)
        flow.domain.elementAt(flow, token, { at, out: part });
      else flow.propagation.add(part, token);
    });
    assignPattern(flow, { pattern: element, scope, value: part });
  }
}

/** Lets a value flow into what stands on the left of an assignment, or into a parameter. */
export function assignPattern(flow: Flow, assignment: Assignment): void {
  const { pattern, scope, value } = assignment;
  switch (pattern.type) {
    case 'Identifier':
      assignVariable(flow, { name: pattern.name, node: pattern, scope }, value);
      break;
    case 'MemberExpression': {
      const object = flow.valueAt(pattern.object, scope);
      const name = nameOfKey({ computed: pattern.computed, key: pattern.property });
      if (pattern.computed) storeComputed(flow, object, assignment);
      else storeProperty(flow, object, { name: name ?? ANY_NAME, value });
      break;
    }
    case 'AssignmentPattern':
      flow.propagation.edge(flow.valueAt(pattern.right, scope), value);
      assignPattern(flow, { ...assignment, pattern: pattern.left });
      break;
    case 'ObjectPattern':
      assignObject(flow, pattern, assignment);
      break;
    case 'ArrayPattern':
      assignArray(flow, pattern, assignment);
      break;
    default:
  }
}

/** `object[key] = value`: under the names that the key is known to have, or under any. */
function storeComputed(flow: Flow, object: FlowNode, { pattern, scope, value }: Assignment): void {
  if (pattern.type !== 'MemberExpression') return;
  const name = nameOfKey({ computed: true, key: pattern.property });
  if (name !== null) {
    storeProperty(flow, object, { name, value });
    return;
  }
  storeUnderKey(flow, object, { key: flow.valueAt(pattern.property, scope), value });
}

/** Stores a value under a key that code computes: under the texts that it can be, and else under any name. */
export function storeUnderKey(
  flow: Flow,
  object: FlowNode,
  { key, value }: { readonly key: FlowNode; readonly value: FlowNode },
): void {
  flow.propagation.listen(key, (token) => {
    storeProperty(flow, object, { name: token.kind === 'text' ? token.text : ANY_NAME, value });
    if (token.kind !== 'text') keepKey(flow, object, token);
  });
}

/** Keeps the variable of the environment that names a property, and that there are other names. */
function keepKey(flow: Flow, object: FlowNode, key: Token): void {
  flow.propagation.listen(object, (token) => {
    if (!(token instanceof ObjectToken)) return;
    token.keys ??= new FlowNode();
    const isKept = key.kind === 'environment' || key.kind === 'mark';
    flow.propagation.add(token.keys, isKept ? key : UNKNOWN);
  });
}

/** Name of the package whose code this is, if the code is not to be followed. */
export function packageAt(flow: Flow, place: PropertyRead['place']): string | null {
  return flow.domain.packageAt?.(flow, place) ?? null;
}

/** Gives a name that a package's code in a bundle declares its value. */
export function declareMember(
  flow: Flow,
  id: Identifier,
  { name, scope }: { readonly name: string; readonly scope: Scope<Unit> },
): void {
  const variable = scope.find(id.name);
  if (variable) flow.propagation.add(flow.variable(variable), flow.outside(name, [MEMBER + id.name]));
}
