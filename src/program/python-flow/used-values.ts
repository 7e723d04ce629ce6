import { slotValues } from './containers.js';
import type { Evaluation, FlowState, Running, Values } from './flow-state.js';
import { namedMembers } from './members.js';
import type { CallArguments, PythonValue, Scope } from './python-value.js';
import { cellOf } from './units.js';

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

/** A list of values that a caller names. */
export function listOf(flow: FlowState, values: Values, name: string): PythonValue {
  const object = flow.objectOf(`list:${name}`);
  flow.add(cellOf(object.slots, '*'), values);
  return object;
}
