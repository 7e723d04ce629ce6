import type { FlowState } from './flow-state.js';
import type { ModuleUnit, PythonValue } from './python-value.js';
import { textValue } from './texts.js';

type Flow = Pick<FlowState, 'findModules' | 'callFunction'>;

/** What a module's `__getattr__` gives for a name that it does not have. https://peps.python.org/pep-0562/ */
function computedName(flow: Flow, unit: ModuleUnit, name: string): readonly PythonValue[] {
  const found = name.startsWith('__')
    ? []
    : [...(unit.scope.names.get('__getattr__')?.values.values() ?? [])];
  const args = { positional: [[textValue(name)]], named: new Map() };
  return found.flatMap((each) =>
    each.kind === 'function' ? [...flow.callFunction(each.unit, each.self, args)] : [],
  );
}

/** Values of a name of a module: its own, a submodule, or one that it takes from others by `*`. */
export function namesOfModule(flow: Flow, unit: ModuleUnit, name: string): readonly PythonValue[] {
  return namesIn(flow, { unit, name, seen: new Set() });
}

interface Looking {
  readonly unit: ModuleUnit;
  readonly name: string;
  readonly seen: Set<ModuleUnit>;
}

function namesIn(flow: Flow, { unit, name, seen }: Looking): readonly PythonValue[] {
  if (seen.has(unit)) return [];
  seen.add(unit);
  const own = [...(unit.scope.names.get(name)?.values.values() ?? [])];
  const others = [...unit.stars].flatMap((each) => namesIn(flow, { unit: each, name, seen }));
  if (own.length + others.length > 0) return [...own, ...others];
  const isPackage = /(?:^|\/)__init__\.py$/.test(unit.path);
  const inside = isPackage ? flow.findModules([name], 1, unit.path) : [];
  return inside.length > 0
    ? inside.map((module) => ({ kind: 'module', key: `module:${module.id}`, unit: module }))
    : computedName(flow, unit, name);
}
