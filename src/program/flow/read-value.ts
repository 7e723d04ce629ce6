import type { Scope } from '../scopes/scope.js';
import { stretchAt, stretchesFrom, type Stretch } from '../scopes/reassigned.js';
import type { Flow, PropertyRead } from './flow.js';
import { keep } from './known-code.js';
import { isPromiseMethod, nativeMethod } from './native-methods.js';
import {
  FlowNode,
  isOfNode,
  NOTHING,
  ObjectToken,
  PLAIN,
  UNKNOWN,
  type OutsideToken,
  type Token,
  type Unit,
} from './value.js';

/** Names of the global object. */
const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'global', 'self', 'window']);

/** Names by which functions of the language and of Node are known: `Object.prototype.hasOwnProperty`. */
const KNOWN_NAMES = 3;

/** Whether it is `process.env`. */
function isEnvironment({ module, path }: OutsideToken): boolean {
  if (module === '') return path.length === 2 && path[0] === 'process' && path[1] === 'env';
  return module === 'process' && path.length === 1 && path[0] === 'env';
}

/** The member of an outside value under a name. */
function memberOf(flow: Flow, { module, path }: OutsideToken, name: string): Token {
  const isGlobal = module === '' && path.length === 1 && GLOBAL_OBJECTS.has(path[0] ?? '');
  return flow.outside(module, isGlobal ? [name] : [...path, name]);
}

/** What a method of a promise does whose value a domain knows by name: `client.connect().then(…)`. */
function promiseMethod(flow: Flow, token: OutsideToken, name: string): Token | null {
  const isResult = token.path.at(-1) === '()' && isPromiseMethod(name);
  return isResult && flow.domain.isNamed?.(token) ? nativeMethod(flow, token, name) : null;
}

function readOutside(flow: Flow, { name, out }: PropertyRead, token: OutsideToken): void {
  const { module, path } = token;
  const promised = promiseMethod(flow, token, name);
  // The default export of a module of another kind is the module.
  const isSame = name === 'default' && module !== '' && path.length === 0;
  // What Node's own objects hold is data.
  const isData = isOfNode(token) && path.length >= KNOWN_NAMES;
  if (promised) flow.propagation.add(out, promised);
  else if (isEnvironment(token)) flow.propagation.add(out, flow.environment(name));
  else if (isSame) flow.propagation.add(out, token);
  else flow.propagation.add(out, isData ? PLAIN : memberOf(flow, token, name));
}

/** Whether a property is the number of elements: it is none of them. */
function isCount({ form }: ObjectToken, name: string): boolean {
  return (form === 'array' && name === 'length') || (form === 'container' && name === 'size');
}

function readObject(flow: Flow, { name, out, place }: PropertyRead, object: ObjectToken): void {
  if (isCount(object, name)) {
    flow.propagation.add(out, PLAIN);
    return;
  }
  const values = flow.properties.lookup(object, name);
  if (!flow.domain.readName?.(flow, values, { out, place })) flow.propagation.edge(values, out);
  if (name === 'default' && object.form !== 'instance') flow.propagation.add(out, object);
  if (name === 'constructor' && object.maker) flow.propagation.add(out, object.maker);
}

/** A value without properties that code gives it. */
function readOther(flow: Flow, { name, out }: PropertyRead, object: Token): void {
  if (object === NOTHING) {
    flow.propagation.add(out, NOTHING);
    return;
  }
  const isNative = nativeMethod(flow, object, name) !== null;
  if (object === UNKNOWN) {
    if (!isNative) flow.propagation.edge(flow.properties.ofUnknown(name), out);
    flow.propagation.add(out, UNKNOWN);
  } else if (object.kind === 'native') {
    const member = object.member?.(name);
    if (member) flow.propagation.edge(member, out);
  } else if (object.kind !== 'mark' && !isNative) flow.propagation.add(out, PLAIN);
}

/** What reading a property of a value gives. */
export function readValue(flow: Flow, read: PropertyRead, object: Token): void {
  if (flow.domain.read?.(flow, read, object)) return;
  if (object.kind === 'outside') {
    readOutside(flow, read, object);
    return;
  }
  const native = object === NOTHING ? null : nativeMethod(flow, object, read.name);
  if (native) flow.propagation.add(read.out, native);
  if (object instanceof ObjectToken) readObject(flow, read, object);
  else readOther(flow, read, object);
}

/** A name in the code. */
interface Named {
  readonly name: string;
  readonly node: { readonly start: number };
  readonly scope: Scope<Unit>;
}

/** What a variable holds in a stretch: what code gives it there, and whatever else it has that the domain does not follow. */
function nodeOf(flow: Flow, variable: FlowNode, stretch: Stretch): FlowNode {
  const nodes = keep(flow.stretches, variable, () => new Map<Stretch, FlowNode>());
  return keep(nodes, stretch, () => {
    const node = new FlowNode();
    flow.propagation.listen(variable, (token) => {
      if (!flow.domain.isReplaced?.(token)) flow.propagation.add(node, token);
    });
    return node;
  });
}

/** What a name holds where code reads it; null of a global name. Behind `name = value` it no longer holds what it held before. */
export function variableAt(flow: Flow, { name, node: { start }, scope }: Named): FlowNode | null {
  const found = scope.find(name);
  if (!found) return null;
  const variable = flow.variable(found);
  if (!flow.domain.isReplaced) return variable;
  const stretch = stretchAt({ name, start, scope });
  return stretch ? nodeOf(flow, variable, stretch) : variable;
}

/** Lets a value flow into a variable. */
export function assignVariable(flow: Flow, { name, node: { start }, scope }: Named, value: FlowNode): void {
  const found = scope.find(name);
  if (!found) return;
  const variable = flow.variable(found);
  flow.propagation.edge(value, variable);
  if (!flow.domain.isReplaced) return;
  for (const stretch of stretchesFrom({ name, start, scope }))
    flow.propagation.edge(value, nodeOf(flow, variable, stretch));
}
