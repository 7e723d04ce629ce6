import { NO_ARGUMENTS, type FlowState, type Values } from './flow-state.js';
import type { ClassUnit, PythonPlace, PythonValue } from './python-value.js';

interface Reading {
  readonly value: PythonValue;
  readonly name: string;
  readonly place: PythonPlace;
}

/** A class and those it inherits from, each once. */
function* ancestry(unit: ClassUnit, seen: Set<ClassUnit> = new Set()): Generator<ClassUnit> {
  if (seen.has(unit)) return;
  seen.add(unit);
  yield unit;
  for (const base of unit.bases.values.values()) if (base.kind === 'class') yield* ancestry(base.unit, seen);
}

function valuesIn(unit: ClassUnit, name: string): Values {
  const cells = [unit.attributes.get(name), unit.scope.names.get(name)];
  return cells.flatMap((cell) => [...(cell?.values.values() ?? [])]);
}

/** A function of a class, as it is read from an instance or the class itself. */
function bound(flow: FlowState, value: PythonValue, self: PythonValue): Values {
  // A method that was bound before it became an attribute keeps its own receiver.
  if (value.kind !== 'function' || value.self !== null) return [value];
  const { unit } = value;
  if (unit.binding === 'static') return [value];
  const isBound = self.kind === 'instance' || unit.binding === 'class';
  const receiver = isBound ? self : null;
  if (unit.binding === 'property' && receiver) return [...flow.callFunction(unit, receiver, NO_ARGUMENTS)];
  return [{ ...value, key: receiver ? `${value.key} of ${receiver.key}` : value.key, self: receiver }];
}

function memberOfClass(flow: FlowState, unit: ClassUnit, { value, name, place }: Reading): Values {
  for (const each of ancestry(unit)) {
    const found = valuesIn(each, name);
    if (found.length > 0) return found.flatMap((member) => [...bound(flow, member, value)]);
  }
  // A class of code that is not followed may be above it.
  const outside = [...ancestry(unit)].flatMap(({ bases }) => [...bases.values.values()]);
  return outside.flatMap((base) =>
    base.kind === 'outside' ? [...flow.domain.member(base, name, place)] : [],
  );
}

/** The values of a member of a value. */
export function membersOf(flow: FlowState, reading: Reading): Values {
  const { value, name, place } = reading;
  switch (value.kind) {
    case 'module':
      return flow.namesOf(value.unit, name);
    case 'instance':
    case 'class':
      return memberOfClass(flow, value.unit, reading);
    case 'outside':
      return flow.domain.member(value, name, place);
    case 'object':
      return [...(value.slots.get(name)?.values.values() ?? [])];
    default:
      return [];
  }
}
