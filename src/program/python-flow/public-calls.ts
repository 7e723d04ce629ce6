import { NO_ARGUMENTS, type FlowState, type Values } from './flow-state.js';
import { ancestry, ownValue } from './members.js';
import type { Cells, ClassUnit, ModuleUnit, PythonValue } from './python-value.js';

/** Functions that functions return, one inside the other. */
const DEEPEST = 3;

/** Calls what other programs can call of modules: their functions, the methods of their classes, and the functions that these return. */
export class PublicCalls {
  private readonly flow: FlowState;
  private readonly called = new Set<string>();

  constructor(flow: FlowState) {
    this.flow = flow;
  }

  callAll(modules: Iterable<ModuleUnit>): void {
    this.called.clear();
    for (const { isLive, scope } of modules) if (isLive) this.callIn(scope.names);
  }

  private callIn(names: Cells): void {
    for (const { values } of names.values())
      for (const value of values.values()) {
        if (value.kind === 'class') this.callMethods(value.unit);
        else this.call([value], null, 0);
      }
  }

  private callMethods(unit: ClassUnit): void {
    const key = `class:${unit.id}`;
    if (this.called.has(key)) return;
    this.called.add(key);
    const self = ownValue('instance', unit);
    const bases = [...ancestry(unit)]
      .flatMap((each) => [...each.bases.values.values()])
      .filter(({ kind }) => kind === 'outside');
    for (const [name, { values }] of unit.scope.names) {
      const methods = [...values.values()];
      this.call(methods, self, 0);
      if (bases.length > 0) this.flow.domain.method?.({ name, bases, values: methods, self });
      for (const method of methods) if (method.kind === 'class') this.callMethods(method.unit);
    }
  }

  private call(values: Values, self: PythonValue | null, depth: number): void {
    for (const value of values) {
      if (value.kind !== 'function' || this.called.has(value.key)) continue;
      this.called.add(value.key);
      const receiver = value.unit.binding === 'static' ? null : (value.self ?? self);
      const named = this.flow.domain.parameters?.(value.unit, depth > 0);
      const args = named ? { positional: [], named } : NO_ARGUMENTS;
      const results = [...this.flow.callFunction(value.unit, receiver, args)];
      if (depth < DEEPEST) this.call(results, null, depth + 1);
    }
  }
}
