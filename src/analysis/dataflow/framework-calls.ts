import type { FlowCallback } from '../../model/index.js';
import { ObjectToken, type CallSite, type Flow, type OutsideToken, type Unit } from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import type { Passages } from './passages.js';
import type { TaintToken } from './taint.js';

interface Given {
  readonly request: TaintToken;
  readonly passages: Passages;
}

/** Functions of the program that frameworks call with requests. */
export class FrameworkCalls {
  private readonly names: CallNames;
  private readonly given: Given;

  constructor(names: CallNames, given: Given) {
    this.names = names;
    this.given = given;
  }

  /** A framework calls the functions that it is given. */
  call(flow: Flow, { args }: CallSite, callee: OutsideToken): void {
    for (const callback of this.names.callbacks.find(callee))
      for (const value of args)
        flow.propagation.listen(value, (token) => {
          if (token instanceof ObjectToken && token.unit)
            this.enter(flow, token.unit, { callback, module: callee.module });
        });
  }

  private enter(
    flow: Flow,
    unit: Unit,
    { callback, module }: { readonly callback: FlowCallback; readonly module: string },
  ): void {
    flow.enter(unit);
    for (const [at, holds] of callback.parameters.entries()) {
      const param = unit.params[at];
      if (!param || holds === null) continue;
      if (holds === 'event') this.give(flow, unit, at);
      else flow.propagation.add(param, flow.outside(module, [holds]));
    }
  }

  /** A parameter gets a request, or a part of one. */
  give(flow: Flow, unit: Unit, at: number): void {
    const param = unit.params[at];
    if (!param) return;
    flow.propagation.add(param, this.given.request);
    this.given.passages.starts.add(param);
  }
}
