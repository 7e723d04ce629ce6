import { reassignedNames, stretchName } from '../reassigned-names.js';
import { storeUnder } from './assign.js';
import {
  textOf,
  type Evaluation,
  type FlowState,
  type ObjectValue,
  type Running,
  type Values,
} from './flow-state.js';
import { KEPT_BY_KEY } from './keep-in-module.js';
import { ATTRIBUTES, namedMembers } from './members.js';
import type { CallArguments, PythonValue, Scope } from './python-value.js';
import { textValue } from './texts.js';
import { cellOf } from './units.js';

/** Values of an object by keys; by unknown keys all of its values. */
export function slotValues({ slots }: ObjectValue, keys: Values): Values {
  const names = keys.flatMap((key) => (key.kind === 'text' ? [key.text, '*'] : []));
  // A key of which only one value is known may have others.
  const isKnown = keys.every(({ kind }) => kind === 'text') && names.some((name) => slots.has(name));
  const isRead = (name: string): boolean => name !== KEPT_BY_KEY || keys.length === 0;
  const read = isKnown ? names : [...slots.keys()].filter(isRead);
  const cells = read.flatMap((name) => slots.get(name) ?? []);
  return distinctValues(cells.flatMap((cell) => [...cell.values.values()]));
}

/** Each value once: an object that holds itself under many keys would else multiply its values with each reading. */
function distinctValues(values: Values): Values {
  return values.length < 2 ? values : [...new Map(values.map((value) => [value.key, value])).values()];
}

/** Whether an object is the dictionary of an instance's attributes. */
function isOfAttributes({ key }: ObjectValue): boolean {
  return key.startsWith(ATTRIBUTES);
}

/** Whether an object is a dictionary that the code makes. A loop over one gets its keys. */
export function isDictionary(object: ObjectValue): boolean {
  return /:dict(?:ionary(?:_comprehension)?)?$|^object:kwargs/.test(object.key) || isOfAttributes(object);
}

/** The keys of a dictionary: keys that the code writes, and keys that it computes. */
export function keysOf({ slots, keys }: ObjectValue): Values {
  const said = [...slots.keys()].filter((name) => name !== '*' && name !== KEPT_BY_KEY);
  return [...said.map(textValue), ...(keys?.values.values() ?? [])];
}

/** A list of values that a caller names. */
export function listOf(flow: FlowState, values: Values, name: string): ObjectValue {
  const object = flow.objectOf(`list:${name}`);
  flow.add(cellOf(object.slots, '*'), values);
  return object;
}

/** The result of a method that takes all of an object: `d.keys()`, `d.values()`, `d.items()`, or a copy. */
export function wholeOf(flow: FlowState, object: ObjectValue, name: string): ObjectValue {
  if (name === 'keys') return listOf(flow, keysOf(object), `${object.key} keys`);
  if (name === 'values') return listOf(flow, slotValues(object, []), `${object.key} values`);
  if (name !== 'items') return object;
  const pair = flow.objectOf(`${object.key} pair`);
  flow.add(cellOf(pair.slots, '0'), keysOf(object));
  flow.add(cellOf(pair.slots, '1'), slotValues(object, []));
  return listOf(flow, [pair], `${object.key} items`);
}

/** Fills a dictionary from another one, or from a list of pairs. */
export function fill(flow: FlowState, object: ObjectValue, from: ObjectValue): void {
  if (isDictionary(from)) {
    for (const [name, cell] of from.slots) flow.add(cellOf(object.slots, name), cell.values.values());
    if (object.keys && from.keys) flow.add(object.keys, from.keys.values.values());
    return;
  }
  for (const pair of slotValues(from, [])) {
    const [keys, values] =
      pair.kind === 'object' ? ['0', '1'].map((at) => slotValues(pair, [textValue(at)])) : [[pair], [pair]];
    storeUnder(flow, object, { keyed: keys!, values: values! });
  }
}

/** A program whose values are found. */
interface Evaluating {
  readonly evaluator: Evaluation;
}

/** `x[key]`: parts of values by keys. */
export function itemsOf(
  flow: FlowState,
  evaluation: Evaluation,
  { node, scope, values, keys }: Running & { readonly values: Values; readonly keys: Values },
): Values {
  const place = { module: scope.module, node };
  return values.flatMap((each): Values => {
    if (each.kind === 'object') return slotValues(each, keys);
    const args = { positional: [keys], named: new Map() };
    if (each.kind === 'instance') return evaluation.callMethods(each, ['__getitem__'], args);
    if (each.kind === 'text') return flow.domain.ofText?.(each.text, null, place) ?? [];
    if (each.kind === 'module' || each.kind === 'class')
      return namedMembers(flow, { value: each, keys, place });
    return each.kind === 'outside' ? flow.domain.item(each, keys, place) : [];
  });
}

/** What a name means where code stands: `models.Order`, `self.is_valid`. */
export function meaningAt(evaluation: Evaluation, path: string, running: Running): Values {
  const [first = '', ...members] = path.split('.');
  return members.reduce<Values>(
    (values, member) => values.flatMap((value) => [...evaluation.read(value, member, running)]),
    evaluation.lookUp(first, running.scope),
  );
}

/** What a name means in a scope: `models.Order`. */
export function meaningsOf({ evaluator }: Evaluating, name: string, scope: Scope): Values {
  return meaningAt(evaluator, name, { node: scope.module.root, scope });
}

/** What calling a value gives: an instance of a class, the results of a function, and what a generator yields. */
export function resultsOf(
  { evaluator }: Evaluating,
  value: PythonValue,
  { args, scope }: { readonly args: CallArguments; readonly scope: Scope },
): Values {
  const at = { node: scope.module.root, scope };
  const results = evaluator.call({ ...at, callees: [value], args });
  const yielded = results.filter(({ key }) => key.startsWith('object:yield'));
  return [...results, ...evaluator.elements(yielded, at)];
}

/** What a name holds where code reads it: behind `name = value` no longer what it held before, if the domain follows that. */
export function valuesInStretch({ domain }: FlowState, { node, scope }: Running, values: Values): Values {
  const { isReplaced } = domain;
  if (!isReplaced || scope.isClass || !values.some(isReplaced)) return values;
  const { module } = scope;
  const name = textOf(node, scope);
  const stretch = reassignedNames(module).at(scope.node ?? module.root, name, node.start);
  if (!stretch) return values;
  const given = [...(scope.names.get(stretchName(name, stretch))?.values.values() ?? [])];
  // Of a function that is not known, nothing shows what it gives.
  if (given.length === 0 && !stretch.isLoop) return values;
  return [...new Set([...values.filter((value) => !isReplaced(value)), ...given])];
}
