import type { OperationUse, ParameterValue } from '../../model/index.js';
import { groupBy } from '../../model/index.js';
import type { PythonPlace, PythonValue } from '../../program/index.js';
import { CodePlaces } from '../code-places.js';
import type { Parameters } from './python-what.js';
import { RequestCalls, distinctCalls, type RequestView } from '../request-calls.js';

type Values = readonly PythonValue[];

/** Places of an operation that an answer keeps. */
const SHOWN_PLACES = 5;

export interface PythonUse {
  readonly service: string;
  readonly operation: string;
  readonly place: PythonPlace;
  readonly parameters: Parameters;
}

/** The value of a parameter, if it is one text or one variable. */
function parameterValue([value, ...others]: Values): ParameterValue | null {
  if (!value || others.length > 0) return null;
  if (value.kind === 'text') return { kind: 'literal', text: value.text };
  return value.kind === 'environment' ? { kind: 'environment', name: value.name } : null;
}

const VIEW: RequestView<Values> = {
  objectsIn: (values) =>
    values.flatMap((value) => {
      if (value.kind !== 'object') return [];
      const slots = new Map(
        [...value.slots].map(([name, cell]) => [name, [...cell.values.values()]] as const),
      );
      return [{ slots, keys: keysOf(value, slots) }];
    }),
  isObject: (values) => values.length > 0 && values.every(({ kind }) => kind === 'object'),
  valueOf: parameterValue,
};

/** The names of properties that the code computes. */
function keysOf(
  { keys }: PythonValue & { readonly kind: 'object' },
  slots: ReadonlyMap<string, Values>,
): (ParameterValue | null)[] {
  const values = [...(keys?.values.values() ?? [])];
  return values.length === 0 && slots.has('*') ? [null] : values.map((value) => parameterValue([value]));
}

const CALLS = new RequestCalls(VIEW);

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** The uses of each operation together, sorted. */
export function operationUses(uses: readonly PythonUse[]): OperationUse[] {
  const places = new CodePlaces({
    sources: new Map(uses.map(({ place: { module } }) => [module.path, module.text])),
  });
  const groups = groupBy(uses, ({ service, operation }) => [`${service}:${operation}`]);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({
      service: group[0]?.service ?? '',
      operation: group[0]?.operation ?? '',
      calls: distinctCalls(group.flatMap(({ parameters }) => CALLS.in(parameters))),
      places: distinct(group.map(({ place: { module, node } }) => places.at(module.path, node.start)))
        .sort((a, b) =>
          a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1,
        )
        .slice(0, SHOWN_PLACES),
    }));
}
