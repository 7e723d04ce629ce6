import type { FlowRule } from '../../model/index.js';
import type { FunctionUnit, PythonValue } from '../../program/index.js';
import { dataIn } from './python-data.js';
import type { PythonHit } from './python-sinks.js';

type Values = readonly PythonValue[];

/** Where the parts of an answer are that say its type. */
const TYPE_FIELDS = ['headers.Content-Type', 'headers.content-type'];

/** The values under a path of keys. */
function valuesAt(values: Values, path: readonly string[]): Values {
  const [name, ...rest] = path;
  if (name === undefined) return values;
  const inner = values.flatMap((value) =>
    value.kind === 'object' ? [...(value.slots.get(name)?.values.values() ?? [])] : [],
  );
  return valuesAt(inner, rest);
}

/** Calls back for parts of a handler's answer that hold data from outside. */
export function watchPythonAnswer(
  { results }: FunctionUnit,
  rules: readonly FlowRule[],
  found: (hit: PythonHit) => void,
): void {
  const answers = [...results.values.values()];
  const at = (field: string): Values => valuesAt(answers, field.split('.'));
  const isOfType = (type: string): boolean =>
    TYPE_FIELDS.some((field) =>
      at(field).some((value) => value.kind === 'text' && value.text.toLowerCase().includes(type)),
    );
  for (const rule of rules)
    for (const { fields, type } of rule.returns) {
      if (type !== undefined && !isOfType(type)) continue;
      for (const data of fields.flatMap((field) => dataIn(at(field), 0)))
        if (!data.cleared.has(rule.id)) found({ rule, data, place: null });
    }
}
