import { fieldOf } from '../../syntax/index.js';
import type { FlowState, Values } from './flow-state.js';
import type { CallArguments, FunctionUnit } from './python-value.js';
import { textValue } from './texts.js';
import { cellOf } from './units.js';

function bindRest(flow: FlowState, unit: FunctionUnit, values: Values): void {
  if (unit.rest === null) return;
  const object = flow.objectOf(`args${unit.id}`);
  flow.add(cellOf(object.slots, '*'), values);
  flow.add(cellOf(unit.parameters, unit.rest), [object]);
}

function isNamed({ all, rest, keywords }: FunctionUnit, name: string): boolean {
  return all.includes(name) && name !== rest && name !== keywords;
}

function bindNamed(flow: FlowState, unit: FunctionUnit, [name, values]: readonly [string, Values]): void {
  if (isNamed(unit, name)) flow.add(cellOf(unit.parameters, name), values);
  if (isNamed(unit, name) || unit.keywords === null) return;
  const object = flow.objectOf(`kwargs${unit.id}`);
  flow.add(cellOf(object.slots, name), values);
  flow.add(cellOf(unit.parameters, unit.keywords), [object]);
}

/** `f(**data)`: each parameter that nothing else gives a value gets the part of data by its name. */
function bindOpen(flow: FlowState, unit: FunctionUnit, { positional, named }: CallArguments): void {
  const values = named.get('*') ?? [];
  const { node, scope, positions } = unit;
  const place = { module: scope.module, node: fieldOf(node, 'parameters') ?? node };
  const given = new Set([...positions.slice(0, positional.length), ...named.keys()]);
  for (const name of values.length === 0 ? [] : unit.all)
    if (isNamed(unit, name) && !given.has(name))
      for (const value of values)
        flow.add(
          cellOf(unit.parameters, name),
          value.kind === 'outside' ? flow.domain.item(value, [textValue(name)], place) : [value],
        );
}

/** Gives a function's parameters the values of arguments. */
export function bindArguments(flow: FlowState, unit: FunctionUnit, args: CallArguments): void {
  const { positional, named, openFrom } = args;
  const open = openFrom === undefined ? [] : positional.slice(openFrom).flat();
  if (openFrom !== undefined)
    for (const name of unit.positions.slice(openFrom)) flow.add(cellOf(unit.parameters, name), open);
  for (const [at, values] of positional.entries()) {
    const name = unit.positions[at];
    if (name === undefined) bindRest(flow, unit, values);
    else flow.add(cellOf(unit.parameters, name), values);
  }
  for (const each of named) bindNamed(flow, unit, each);
  bindOpen(flow, unit, args);
}
