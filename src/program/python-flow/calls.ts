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
import { calledFormat } from './join-values.js';
import { callLibrary } from './library-calls.js';
import { ancestry, membersOf, ownValue } from './members.js';
import type {
  CallArguments,
  ClassUnit,
  OutsideValue,
  OwnValue,
  PythonValue,
  Scope,
  ModelField,
} from './python-value.js';
import { callByUnknown } from './unknown-calls.js';
import { cellOf } from './units.js';

function argumentNodes(node: PythonNode): readonly PythonNode[] {
  const list = fieldOf(node, 'arguments');
  if (!list) return [];
  const nodes = list.type === 'argument_list' ? list.children : [list];
  return nodes.filter(({ type }) => type !== 'comment');
}

/** Arguments by name that a dictionary has: `f(**options)`. */
function addSplat(named: Map<string, PythonValue[]>, values: Values): void {
  // Of a value outside, any name may get anything.
  const outside = values.filter(({ kind }) => kind === 'outside');
  if (outside.length > 0) named.set('*', [...(named.get('*') ?? []), ...outside]);
  for (const object of values)
    for (const [name, cell] of object.kind === 'object' ? object.slots : []) {
      const known = named.get(name) ?? [];
      for (const value of cell.values.values()) known.push(value);
      named.set(name, known);
    }
}

/** Whether the length of a list is known. */
function isKnownList([value, ...others]: Values): boolean {
  return others.length === 0 && value?.kind === 'object' && !value.slots.has('*');
}

/** Values behind `*`, by position as far as it is known. */
function splatValues(evaluation: Evaluation, values: Values, running: Running): readonly Values[] {
  const [object] = values;
  const isList = object?.kind === 'object' && isKnownList(values);
  const cells = isList ? [...object.slots].filter(([name]) => /^\d+$/.test(name)) : [];
  return cells.length > 0
    ? cells.map(([, cell]) => [...cell.values.values()])
    : [evaluation.elements(values, running)];
}

/** The arguments of a call. */
export function argumentsOf(evaluation: Evaluation, { node, scope }: Running): CallArguments {
  const positional: Values[] = [];
  const named = new Map<string, PythonValue[]>();
  let openFrom: number | undefined;
  for (const child of argumentNodes(node)) {
    const [name, value] = [fieldOf(child, 'name'), fieldOf(child, 'value')];
    const [inner = child] = child.children;
    if (child.type === 'keyword_argument' && name && value)
      named.set(textOf(name, scope), [...evaluation.values(value, scope)]);
    else if (child.type === 'dictionary_splat') addSplat(named, evaluation.values(inner, scope));
    else if (child.type === 'list_splat') {
      const values = evaluation.values(inner, scope);
      if (!isKnownList(values)) openFrom ??= positional.length;
      positional.push(...splatValues(evaluation, values, { node: child, scope }));
    } else positional.push(evaluation.values(child, scope));
  }
  return { positional, named, openFrom };
}

/** Names that the bodies of a class and of those above it give a type. */
function fieldsOfClass(value: OwnValue): readonly string[] {
  return [...new Set([...ancestry(value.unit)].toReversed().flatMap(({ fields }) => fields))];
}

/** Whether a class is a model of a library, which checks what its fields get: `class Order(BaseModel)`. */
function isModelClass(unit: ClassUnit): boolean {
  const bases = [...ancestry(unit)].flatMap((each) => [...each.bases.values.values()]);
  return bases.some(({ kind }) => kind === 'outside');
}

/** The values of fields by their names; `*` stands for those of any other one. A model takes its fields from one value: `Order.model_validate(data)`. */
function namedFields(
  fields: readonly string[],
  { positional, named }: CallArguments,
  isModel: boolean,
): Map<string, Values> {
  const byName = new Map<string, Values>(named);
  if (isModel && positional.length > 0) byName.set('*', positional.flat());
  for (const [at, values] of positional.entries()) if (fields[at]) byName.set(fields[at], values);
  return byName;
}

/** What a field of a model keeps of values. */
function keptBy(
  { domain }: FlowState,
  { unit }: OwnValue,
  { name, values, isTyped }: Pick<ModelField, 'name' | 'isTyped'> & { readonly values: Values },
): Values {
  const typed = [...ancestry(unit)].find(({ types }) => types.has(name));
  return (typed && domain.field?.({ unit: typed, made: unit, name, isTyped }, values)) ?? values;
}

/** What a data class does with arguments: they become attributes. @returns the arguments by names. */
function bindFields(flow: FlowState, value: OwnValue, args: CallArguments): CallArguments {
  const fields = fieldsOfClass(value);
  const isModel = isModelClass(value.unit);
  const byName = namedFields(fields, args, isModel);
  for (const name of fields) {
    const values = byName.get(name) ?? byName.get('*');
    if (values)
      flow.add(cellOf(value.unit.attributes, name), keptBy(flow, value, { name, values, isTyped: isModel }));
  }
  return { positional: [], named: byName };
}

/** A new instance of a class, whose `__init__` runs. */
function instantiate(
  flow: FlowState,
  value: OwnValue,
  { args, node, scope }: Omit<KnownCall, 'callees'>,
): Values {
  const instance = ownValue('instance', value.unit);
  value.unit.isMade = true;
  const place = { module: scope.module, node };
  const methods = (name: string): Values => membersOf(flow, { value: instance, name, place });
  const starts = methods('__init__').filter(({ kind }) => kind === 'function');
  const named = starts.length === 0 ? bindFields(flow, instance, args) : NO_ARGUMENTS;
  for (const method of starts) if (method.kind === 'function') flow.callFunction(method.unit, instance, args);
  for (const method of methods('__post_init__'))
    if (method.kind === 'function') {
      const wanted = [...named.named].filter(([name]) => method.unit.all.includes(name));
      flow.callFunction(method.unit, instance, { positional: [], named: new Map(wanted) });
    }
  return [instance];
}

/** `functools.partial(f, a)(b)`: the arguments that it had, and those behind them. */
function callPartial(
  flow: FlowState,
  evaluation: Evaluation,
  { partial, known }: { readonly partial: PythonValue & { kind: 'partial' }; readonly known: KnownCall },
): Values {
  const slots = [...partial.slots].map(([name, cell]) => [name, [...cell.values.values()]] as const);
  const before = slots.flatMap(([name, values]) => (/^\d+$/.test(name) ? [values] : []));
  const named = new Map<string, Values>(slots.filter(([name]) => !/^\d+$/.test(name)));
  for (const [name, values] of known.args.named) named.set(name, values);
  const { positional, openFrom: from } = known.args;
  const openFrom = from === undefined ? undefined : from + before.length;
  const args = { positional: [...before, ...positional], named, openFrom };
  return callValue(flow, evaluation, { callee: partial.callee, known: { ...known, args } });
}

function callOutside(
  flow: FlowState,
  evaluation: Evaluation,
  { callee, known }: { readonly callee: OutsideValue; readonly known: KnownCall },
): Values {
  const place = { module: known.scope.module, node: known.node };
  const name = flow.domain.nameOf(callee);
  const library = name === null ? null : callLibrary(flow, evaluation, { ...known, name });
  if (library) flow.domain.used?.(callee, known.args, place);
  if (library) return library;
  const results = flow.domain.call(callee, known.args, place);
  const got = callByUnknown(flow, evaluation, known);
  if (results && flow.domain.unites?.(callee)) return [...results, ...got];
  return results ?? [...got, flow.domain.returned(callee)];
}

interface ValueCall {
  readonly callee: PythonValue;
  readonly known: KnownCall;
}

/** The results of calling a value. */
export function callValue(flow: FlowState, evaluation: Evaluation, { callee, known }: ValueCall): Values {
  switch (callee.kind) {
    case 'function':
      return [...flow.callFunction(callee.unit, callee.self, known.args)];
    case 'outside':
      return callOutside(flow, evaluation, { callee, known });
    case 'partial':
      return callPartial(flow, evaluation, { partial: callee, known });
    case 'class':
      return instantiate(flow, callee, known);
    case 'instance':
      return evaluation.callMethods(callee, ['__call__'], known.args);
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

/** Calls a method of an unknown object, which gets values. */
function callUnknown(flow: FlowState, name: string, { args, node, scope }: KnownCall): Values {
  const place = { module: scope.module, node };
  for (const value of valuesOf(args)) if (value.kind === 'outside') flow.domain.escape(value, place);
  return flow.domain.callUnknown(name, args, place);
}

/** What a format gives whose text is known; null of other calls. */
function joinedFormat(
  { domain }: FlowState,
  name: string,
  { node, scope, object = [], args }: KnownCall,
): Values | null {
  const parts = domain.joinsFormats ? calledFormat(name, object, args) : null;
  return parts && (domain.joined?.(parts, { module: scope.module, node }) ?? null);
}

/** The values of all arguments. */
function valuesOf({ positional, named }: CallArguments): Values {
  return [...positional.flat(), ...[...named.values()].flat()];
}

/** The results of calling some values. */
export function callValues(flow: FlowState, evaluation: Evaluation, known: KnownCall): Values {
  const { callees, args } = known;
  // Each callee gets all of the arguments.
  flow.budget.spend(callees.length * (1 + valuesOf(args).length));
  if (flow.budget.isSpent) return [];
  return flow.nested(() => resultsOf(flow, evaluation, known));
}

function resultsOf(flow: FlowState, evaluation: Evaluation, known: KnownCall): Values {
  const { callees } = known;
  if (callees.length > 0) return callees.flatMap((callee) => callValue(flow, evaluation, { callee, known }));
  const name = methodName(known);
  const format = name === null ? null : joinedFormat(flow, name, known);
  if (format) return format;
  const results = callByUnknown(flow, evaluation, known);
  return name === null ? results : [...results, ...callUnknown(flow, name, known)];
}
