import type { FlowState, Values } from './flow-state.js';
import type { CallArguments, FunctionUnit } from './python-value.js';
import { cellOf } from './units.js';

function bindRest(flow: FlowState, unit: FunctionUnit, values: Values): void {
  if (unit.rest === null) return;
  const object = flow.objectOf(`args${unit.id}`);
  flow.add(cellOf(object.slots, '*'), values);
  flow.add(cellOf(unit.parameters, unit.rest), [object]);
}

function bindNamed(flow: FlowState, unit: FunctionUnit, [name, values]: readonly [string, Values]): void {
  if (unit.parameters.has(name) || unit.keywords === null) {
    flow.add(cellOf(unit.parameters, name), values);
    return;
  }
  const object = flow.objectOf(`kwargs${unit.id}`);
  flow.add(cellOf(object.slots, name), values);
  flow.add(cellOf(unit.parameters, unit.keywords), [object]);
}

/** Gives a function's parameters the values of arguments. */
export function bindArguments(
  flow: FlowState,
  unit: FunctionUnit,
  { positional, named, openFrom }: CallArguments,
): void {
  const open = openFrom === undefined ? [] : positional.slice(openFrom).flat();
  if (openFrom !== undefined)
    for (const name of unit.positions.slice(openFrom)) flow.add(cellOf(unit.parameters, name), open);
  for (const [at, values] of positional.entries()) {
    const name = unit.positions[at];
    if (name === undefined) bindRest(flow, unit, values);
    else flow.add(cellOf(unit.parameters, name), values);
  }
  for (const each of named) bindNamed(flow, unit, each);
}
