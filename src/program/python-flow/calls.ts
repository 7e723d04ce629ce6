import { fieldOf, type PythonNode } from '../../syntax/index.js';
import {
  NO_ARGUMENTS,
  textOf,
  type Evaluation,
  type FlowState,
  type KnownCall,
  type Running,
  type Values,
} from './flow-state.js';
import { membersOf } from './members.js';
import type { CallArguments, PythonValue, Scope } from './python-value.js';

function argumentNodes(node: PythonNode): readonly PythonNode[] {
  const list = fieldOf(node, 'arguments');
  if (!list) return [];
  const nodes = list.type === 'argument_list' ? list.children : [list];
  return nodes.filter(({ type }) => type !== 'comment');
}

/** Arguments by name that a dictionary has: `f(**options)`. */
function addSplat(named: Map<string, PythonValue[]>, values: Values): void {
  for (const object of values)
    for (const [name, cell] of object.kind === 'object' ? object.slots : []) {
      const known = named.get(name) ?? [];
      for (const value of cell.values.values()) known.push(value);
      named.set(name, known);
    }
}

/** The arguments of a call. */
export function argumentsOf(evaluation: Evaluation, { node, scope }: Running): CallArguments {
  const positional: Values[] = [];
  const named = new Map<string, PythonValue[]>();
  for (const child of argumentNodes(node)) {
    const [name, value] = [fieldOf(child, 'name'), fieldOf(child, 'value')];
    const [inner = child] = child.children;
    if (child.type === 'keyword_argument' && name && value)
      named.set(textOf(name, scope), [...evaluation.values(value, scope)]);
    else if (child.type === 'dictionary_splat') addSplat(named, evaluation.values(inner, scope));
    else if (child.type === 'list_splat')
      positional.push(evaluation.elements(evaluation.values(inner, scope), { node: child, scope }));
    else positional.push(evaluation.values(child, scope));
  }
  return { positional, named };
}

/** A new instance of a class, whose `__init__` runs. */
function instantiate(
  flow: FlowState,
  value: PythonValue & { kind: 'instance' },
  { args, node, scope }: KnownCall,
): Values {
  const place = { module: scope.module, node };
  for (const name of ['__init__', '__post_init__'])
    for (const method of membersOf(flow, { value, name, place }))
      if (method.kind === 'function')
        flow.callFunction(method.unit, value, name === '__init__' ? args : NO_ARGUMENTS);
  return [value];
}

function callValue(flow: FlowState, callee: PythonValue, known: KnownCall): Values {
  const place = { module: known.scope.module, node: known.node };
  switch (callee.kind) {
    case 'function':
      return [...flow.callFunction(callee.unit, callee.self, known.args)];
    case 'outside':
      return flow.domain.call(callee, known.args, place);
    case 'class':
      return instantiate(
        flow,
        { kind: 'instance', key: `instance:${callee.unit.id}`, unit: callee.unit },
        known,
      );
    case 'instance':
      return membersOf(flow, { value: callee, name: '__call__', place }).flatMap((method): Values =>
        method.kind === 'function' ? [...flow.callFunction(method.unit, method.self, known.args)] : [],
      );
    default:
      return [];
  }
}

/** The name of the method that a call of an unknown object means; null for other calls. */
function methodName({ node, scope }: { readonly node: PythonNode; readonly scope: Scope }): string | null {
  const callee = node.type === 'call' ? fieldOf(node, 'function') : undefined;
  const attribute = callee?.type === 'attribute' ? fieldOf(callee, 'attribute') : undefined;
  return attribute ? textOf(attribute, scope) : null;
}

/** Code that is not followed may call the functions that it gets: the first one by the arguments behind it (`pool.submit(f, x)`). */
function runLater(flow: FlowState, { positional: [first = [], ...others], named }: CallArguments): void {
  for (const value of first)
    if (value.kind === 'function') flow.callFunction(value.unit, value.self, { positional: others, named });
  for (const value of [...others.flat(), ...[...named.values()].flat()])
    if (value.kind === 'function') flow.enter(value.unit);
}

/** Calls a method of an unknown object, which gets values. */
function callUnknown(flow: FlowState, name: string, { args, node, scope }: KnownCall): Values {
  const place = { module: scope.module, node };
  for (const value of valuesOf(args)) if (value.kind === 'outside') flow.domain.escape(value, place);
  return flow.domain.callUnknown(name, args, place);
}

/** The values of all arguments. */
function valuesOf({ positional, named }: CallArguments): Values {
  return [...positional.flat(), ...[...named.values()].flat()];
}

/** The results of calling some values. */
export function callValues(flow: FlowState, known: KnownCall): Values {
  const { callees, args } = known;
  // Each callee gets all of the arguments.
  flow.budget.spend(callees.length * valuesOf(args).length);
  if (flow.budget.isSpent) return [];
  const results = callees.flatMap((callee) => callValue(flow, callee, known));
  if (callees.some(({ kind }) => kind === 'function' || kind === 'class')) return results;
  runLater(flow, args);
  const name = callees.length === 0 ? methodName(known) : null;
  return name === null ? results : callUnknown(flow, name, known);
}
