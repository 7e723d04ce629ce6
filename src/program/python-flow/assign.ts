import { fieldOf, type PythonNode } from '../../syntax/index.js';
import { textOf, type Evaluation, type FlowState } from './flow-state.js';
import { keptKeys, keptValues } from './keep-in-module.js';
import type { OutsideValue, PythonValue, Scope } from './python-value.js';
import { reassignedNames, stretchName } from '../reassigned-names.js';
import { cellOf } from './units.js';

interface Assigning {
  readonly target: PythonNode;
  readonly values: readonly PythonValue[];
  readonly scope: Scope;
}

/** The scope whose name code gives a value. */
function scopeOf(name: string, scope: Scope): Scope {
  if (scope.globals.has(name)) return scope.module.scope;
  if (!scope.nonlocals.has(name)) return scope;
  for (let at = scope.parent; at; at = at.parent) if (!at.isClass && at.names.has(name)) return at;
  return scope;
}

function assignName(flow: FlowState, { target, values, scope }: Assigning): void {
  const name = textOf(target, scope);
  const { names } = scopeOf(name, scope);
  flow.add(cellOf(names, name), values);
  if (flow.domain.isReplaced && !scope.isClass)
    for (const stretch of stretchesFrom(name, target, scope)) flow.add(cellOf(names, stretch), values);
  if (scope.globals.has(name))
    flow.add(
      cellOf(names, name),
      keptValues(flow, [], { node: target, object: target, keys: null, values, scope }),
    );
}

/** The names of what a name holds in stretches of code that a value reaches. */
function stretchesFrom(name: string, { start }: PythonNode, scope: Scope): readonly string[] {
  const stretches = reassignedNames(scope.module).from(scope.node ?? scope.module.root, name, start);
  return stretches.map((stretch) => stretchName(name, stretch));
}

interface Storing extends Pick<Assigning, 'values' | 'scope'> {
  readonly name: string;
  readonly node: PythonNode;
}

/** Gives a member of a value that is not followed some values. */
export function storeOutside(
  flow: FlowState,
  value: OutsideValue,
  { name, values, node, scope }: Storing,
): void {
  if (name !== '[]') flow.setOutside(value, name, values);
  flow.domain.stored?.(value, { name, values }, { module: scope.module, node });
}

/** `self.x = y`, `module.x = y`, `Class.x = y` */
function assignMember(flow: FlowState, evaluator: Evaluation, { target, values, scope }: Assigning): void {
  const [object, attribute] = [fieldOf(target, 'object'), fieldOf(target, 'attribute')];
  if (!object || !attribute) return;
  const name = textOf(attribute, scope);
  const objects = evaluator.values(object, scope);
  if (objects.length === 0)
    flow.domain.storedUnknown?.({ name, values }, { module: scope.module, node: target });
  for (const value of objects) {
    if (value.kind === 'instance') flow.add(cellOf(value.unit.attributes, name), values);
    else if (value.kind === 'class' || value.kind === 'module') {
      const kept = keptValues(flow, [value], { node: target, object: target, keys: null, values, scope });
      flow.add(cellOf(value.unit.scope.names, name), [...values, ...kept]);
    } else if (value.kind === 'outside') storeOutside(flow, value, { name, values, node: target, scope });
  }
}

/** Stores values under keys of an object: under the texts among these, else under any. */
export function storeUnder(flow: FlowState, value: PythonValue, { keyed, values }: Keyed): void {
  const cells = value.kind === 'module' ? value.unit.scope.names : null;
  const slots = value.kind === 'object' ? value.slots : cells;
  if (!slots) return;
  const texts = keyed.flatMap((each) => (each.kind === 'text' ? [each.text] : []));
  if (value.kind === 'object' && value.keys && texts.length < keyed.length) flow.add(value.keys, keyed);
  for (const name of texts.length > 0 ? texts : ['*']) flow.add(cellOf(slots, name), values);
}

interface Keyed {
  readonly keyed: readonly PythonValue[];
  readonly values: readonly PythonValue[];
}

/** A function gives parts of an object that stays values. */
function keepUnder(
  flow: FlowState,
  evaluator: Evaluation,
  { target, keyed, values, scope }: Assigning & Keyed,
): void {
  const object = fieldOf(target, 'value');
  if (!object) return;
  const owner = fieldOf(object, 'object');
  const owners = owner ? evaluator.values(owner, scope) : [];
  const kept = keptValues(flow, owners, { node: target, object, keys: keyed, values, scope });
  for (const value of kept.length > 0 ? evaluator.values(object, scope) : [])
    if (value.kind === 'object') for (const key of keptKeys(keyed)) flow.add(cellOf(value.slots, key), kept);
}

/** `x['a'] = y` */
function assignSlot(flow: FlowState, evaluator: Evaluation, { target, values, scope }: Assigning): void {
  const [object, key] = [fieldOf(target, 'value'), fieldOf(target, 'subscript')];
  if (!object || !key) return;
  const keyed = evaluator.values(key, scope);
  keepUnder(flow, evaluator, { target, keyed, values, scope });
  for (const value of evaluator.values(object, scope)) {
    if (value.kind === 'outside') storeOutside(flow, value, { name: '[]', values, node: target, scope });
    evaluator.callMethods(value, ['__setitem__'], { positional: [keyed, values], named: new Map() });
    storeUnder(flow, value, { keyed, values });
  }
}

const PATTERNS: ReadonlySet<string> = new Set([
  'pattern_list',
  'tuple_pattern',
  'list_pattern',
  // `with f() as (a, b)`
  'tuple',
  'list',
  'as_pattern_target',
]);

/** `a, b = x`: the values of each place, and those whose place is not known. */
function assignPattern(flow: FlowState, evaluator: Evaluation, { target, values, scope }: Assigning): void {
  for (const [at, child] of target.children.entries()) {
    const own = values.flatMap((value) => {
      if (value.kind === 'instance') return [...evaluator.elements([value], { node: child, scope })];
      if (value.kind === 'outside' && flow.domain.unpacked)
        return [...flow.domain.unpacked(value, at, { module: scope.module, node: child })];
      if (value.kind !== 'object') return [value];
      const cells = [value.slots.get(`${at}`), value.slots.get('*')];
      return cells.flatMap((cell) => [...(cell?.values.values() ?? [])]);
    });
    assignTo(flow, evaluator, { target: child, values: own, scope });
  }
}

/** Gives values to the target of an assignment. */
export function assignTo(flow: FlowState, evaluator: Evaluation, assigning: Assigning): void {
  const { type } = assigning.target;
  if (type === 'identifier') assignName(flow, assigning);
  else if (type === 'attribute') assignMember(flow, evaluator, assigning);
  else if (type === 'subscript') assignSlot(flow, evaluator, assigning);
  else if (PATTERNS.has(type)) assignPattern(flow, evaluator, assigning);
}
