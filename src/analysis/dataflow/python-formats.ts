import type { CallArguments, PythonPlace, PythonValue } from '../../program/index.js';
import { argumentValues } from '../python-data.js';

/** A field of a record in a format: `{0.name}`, `{order.name!r}`. */
const FIELD = /\{\w{0,40}\.(\w{1,80})/g;
/** Fields that are told apart; where a module names more, all of a record counts. */
const MOST_FIELDS = 256;

const known = new WeakMap<PythonPlace['module'], ReadonlySet<string> | null>();

/** Fields that the formats of a module name; null: too many. */
function fieldsIn(module: PythonPlace['module']): ReadonlySet<string> | null {
  const seen = known.get(module);
  if (seen !== undefined) return seen;
  const fields = new Set<string>();
  for (const [, name = ''] of module.text.matchAll(FIELD)) if (fields.size <= MOST_FIELDS) fields.add(name);
  const found = fields.size > MOST_FIELDS ? null : fields;
  known.set(module, found);
  return found;
}

/** What a format takes of its arguments: of a record, the fields that formats of the module name. */
export function formattedValues(args: CallArguments, { module }: PythonPlace): readonly PythonValue[] {
  const fields = fieldsIn(module);
  return argumentValues(args).flatMap((value): readonly PythonValue[] => {
    if (value.kind !== 'instance' || !fields || fields.size === 0) return [value];
    return [...fields].flatMap((name) => [...(value.unit.attributes.get(name)?.values.values() ?? [])]);
  });
}
