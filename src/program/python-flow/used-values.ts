import { meaningAt } from './meaning-at.js';
import type { PythonFlow } from './python-flow.js';
import type { CallArguments, PythonValue, Scope } from './python-value.js';
import { cellOf } from './units.js';

type Values = readonly PythonValue[];

/** What a name means in a scope: `models.Order`. */
export function meaningsOf({ evaluator }: PythonFlow, name: string, scope: Scope): Values {
  return meaningAt(evaluator, name, { node: scope.module.root, scope });
}

/** What calling a value gives: an instance of a class, the results of a function, and what a generator yields. */
export function resultsOf(
  { evaluator }: PythonFlow,
  value: PythonValue,
  { args, scope }: { readonly args: CallArguments; readonly scope: Scope },
): Values {
  const at = { node: scope.module.root, scope };
  const results = evaluator.call({ ...at, callees: [value], args });
  const yielded = results.filter(({ key }) => key.startsWith('object:yield'));
  return [...results, ...evaluator.elements(yielded, at)];
}

/** A list of values that a caller names. */
export function listOf(flow: PythonFlow, values: Values, name: string): PythonValue {
  const object = flow.objectOf(`list:${name}`);
  flow.add(cellOf(object.slots, '*'), values);
  return object;
}
