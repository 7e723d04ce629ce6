import type { FlowState } from './flow-state.js';
import type { FunctionUnit, OwnValue, PythonValue } from './python-value.js';
import { cellOf, functionUnit } from './units.js';

/** Classes of receivers that have a method's variables for themselves. Further ones share. */
const RECEIVERS_APART = 32;

/** Keeps the variables of a method apart by the class of its receiver: each class of a hierarchy has values of its own. */
export class ReceiverUnits {
  private readonly flow: FlowState;
  private readonly units = new Map<FunctionUnit, Map<number, FunctionUnit>>();

  constructor(flow: FlowState) {
    this.flow = flow;
  }

  private make(written: FunctionUnit, { unit }: OwnValue): FunctionUnit {
    const units = this.units.get(written) ?? new Map<number, FunctionUnit>();
    this.units.set(written, units);
    const known = units.get(unit.id);
    if (known || units.size >= RECEIVERS_APART || !written.scope.parent) return known ?? written;
    const made = functionUnit(written.node, written.scope.parent, written.binding);
    units.set(unit.id, made);
    return made;
  }

  /** The unit of a function for calls with a receiver. It takes the defaults of parameters. */
  unitFor(written: FunctionUnit, self: PythonValue | null): FunctionUnit {
    if (self?.kind !== 'instance' && self?.kind !== 'class') return written;
    const unit = this.make(written, self);
    if (unit !== written)
      for (const name of written.all)
        this.flow.add(cellOf(unit.parameters, name), cellOf(written.parameters, name).values.values());
    return unit;
  }
}
