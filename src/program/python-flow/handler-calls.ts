import type { Evaluation, FlowState } from './flow-state.js';
import type { CallArguments, FunctionUnit, OwnValue, PythonValue } from './python-value.js';

/** Methods that a runtime or a framework calls of an object. */
const METHODS = ['__call__', 'handler', 'handle', 'run'];

/** The event and the context. */
function eventFor({ domain }: FlowState, unit: FunctionUnit, isNamed: boolean): CallArguments {
  const event = domain.event?.(unit, isNamed) ?? [domain.data];
  return { positional: [event, [domain.data]], named: new Map() };
}

/** Calls what handlers are, as the runtime does. */
export class HandlerCalls {
  private readonly flow: FlowState;
  private readonly evaluation: Evaluation;
  /** Whether the values are the handler; else each may be one. */
  private readonly isNamed: boolean;

  constructor(flow: FlowState, evaluation: Evaluation, isNamed: boolean) {
    this.flow = flow;
    this.evaluation = evaluation;
    this.isNamed = isNamed;
  }

  call(value: PythonValue): void {
    if (value.kind === 'function')
      this.flow.callFunction(value.unit, value.self, eventFor(this.flow, value.unit, this.isNamed));
    else if (value.kind === 'instance') this.callMethods(value);
    else if (value.kind === 'class') this.callInstances(value);
  }

  private callMethods(value: OwnValue): void {
    const { scope } = value.unit;
    for (const name of METHODS)
      for (const method of this.evaluation.read(value, name, { node: scope.module.root, scope }))
        if (method.kind === 'function') this.call(method);
  }

  private callInstances(value: OwnValue): void {
    const { scope } = value.unit;
    const { data } = this.flow.domain;
    const args = { positional: [[data], [data]], named: new Map() };
    for (const made of this.evaluation.call({ node: scope.module.root, scope, callees: [value], args }))
      if (made.kind !== 'class') this.call(made);
  }
}
