import type { OperationUse, ParameterValue, ResourceParameter } from '../../model/index.js';
import { groupBy } from '../../model/index.js';
import type { PythonPlace, PythonValue } from '../../program/index.js';
import { CodePlaces } from '../code-places.js';
import type { Parameters } from './python-what.js';
import { holdsRequests, namesResource } from './resource-parameters.js';

type Values = readonly PythonValue[];

/** Places and calls of an operation that an answer keeps. */
const SHOWN_PLACES = 5;
const SHOWN_CALLS = 20;

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

function slotsOf(values: Values): Map<string, Values>[] {
  return values.flatMap((value) =>
    value.kind === 'object'
      ? [new Map([...value.slots].map(([name, cell]) => [name, [...cell.values.values()]] as const))]
      : [],
  );
}

function resourcesIn(parameters: Parameters): ResourceParameter[] {
  return [...parameters].flatMap(([name, values]) =>
    namesResource(name) ? [{ name, value: parameterValue(values) }] : [],
  );
}

/** The requests in a list such as `TransactItems=[{'Put': {'TableName': …}}]`. */
function nestedIn(values: Values): ResourceParameter[] {
  const entries = slotsOf(values).flatMap((list) => [...list.values()].flatMap(slotsOf));
  const inner = entries.flatMap((entry) => [...entry.values()].flatMap(slotsOf));
  return [...entries, ...inner].flatMap(resourcesIn);
}

function callOf({ parameters }: PythonUse): readonly ResourceParameter[] {
  const nested = [...parameters].flatMap(([name, values]) => (holdsRequests(name) ? nestedIn(values) : []));
  return [...resourcesIn(parameters), ...nested];
}

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
      calls: distinct(group.map(callOf)).slice(0, SHOWN_CALLS),
      places: distinct(group.map(({ place: { module, node } }) => places.at(module.path, node.start)))
        .sort((a, b) =>
          a.path === b.path ? a.line - b.line || a.column - b.column : a.path < b.path ? -1 : 1,
        )
        .slice(0, SHOWN_PLACES),
    }));
}
