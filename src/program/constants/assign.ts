import type { AnyNode, ArrayPattern, ObjectPattern } from 'acorn';
import { nameOfKey } from '../scopes/name-of-key.js';
import type { Scope } from '../scopes/scope.js';
import { memberOfValue, setMember } from './members.js';
import { keyOfValue } from './operators.js';
import type { Machine } from './machine.js';
import { Dict, List, UNKNOWN, type Value, NOT_CONSTANT } from './value.js';

interface Assigned {
  readonly pattern: AnyNode;
  readonly value: Value;
}

/** The name of a member that code reads or sets; null where it is not known. */
export function memberKey(
  machine: Machine,
  { computed, property }: { readonly computed: boolean; readonly property: AnyNode },
  scope: Scope,
): string | null {
  return (
    nameOfKey({ computed, key: property }) ??
    (computed ? keyOfValue(machine.evaluate(property, scope)) : null)
  );
}

function assignItems(
  machine: Machine,
  { pattern, value }: Assigned & { pattern: ArrayPattern },
  scope: Scope,
): void {
  const items = value instanceof List ? value.items : typeof value === 'string' ? Array.from(value) : null;
  for (const [index, element] of pattern.elements.entries()) {
    if (!element) continue;
    const isRest = element.type === 'RestElement';
    const own = isRest ? items && new List(items.slice(index)) : items?.[index];
    assignPattern(
      machine,
      { pattern: isRest ? element.argument : element, value: items ? own : UNKNOWN },
      scope,
    );
  }
}

function assignFields(
  machine: Machine,
  { pattern, value }: Assigned & { pattern: ObjectPattern },
  scope: Scope,
): void {
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      assignPattern(machine, { pattern: property.argument, value: UNKNOWN }, scope);
      continue;
    }
    const key = memberKey(machine, { computed: property.computed, property: property.key }, scope);
    const own = key === null || !(value instanceof Dict) ? UNKNOWN : memberOfValue(value, key);
    assignPattern(machine, { pattern: property.value, value: own }, scope);
  }
}

/** Gives a value to the names of a pattern, or to a member. */
export function assignPattern(machine: Machine, { pattern, value }: Assigned, scope: Scope): void {
  switch (pattern.type) {
    case 'Identifier':
      machine.write(pattern.name, scope, value);
      return;
    case 'AssignmentPattern': {
      const given = value === undefined ? machine.evaluate(pattern.right, scope) : value;
      assignPattern(machine, { pattern: pattern.left, value: given }, scope);
      return;
    }
    case 'ArrayPattern':
      assignItems(machine, { pattern, value }, scope);
      return;
    case 'ObjectPattern':
      assignFields(machine, { pattern, value }, scope);
      return;
    case 'MemberExpression': {
      const object = machine.evaluate(pattern.object, scope);
      const key = memberKey(machine, pattern, scope);
      if (key === null) throw NOT_CONSTANT;
      setMember(object, key, value);
      return;
    }
    default:
      throw NOT_CONSTANT;
  }
}
