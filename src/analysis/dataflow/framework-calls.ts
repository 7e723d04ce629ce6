import type { FlowCallback } from '../../model/index.js';
import {
  ObjectToken,
  type CallSite,
  type Flow,
  type FlowNode,
  type OutsideToken,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import type { Passages } from '../schemas/passages.js';
import type { TaintToken } from '../schemas/taint.js';

/** Objects inside each other that hold functions: lists of resolvers, by type, by field, with their options. */
const DEEPEST = 5;

interface Called {
  readonly callback: FlowCallback;
  readonly module: string;
  readonly depth: number;
}

interface Parameter {
  readonly unit: Unit;
  readonly at: number;
}

type Pass = (request: TaintToken, found: (left: Token) => void) => void;

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
  call(flow: Flow, { args }: CallSite, { module, ...callee }: OutsideToken): void {
    for (const callback of this.names.callbacks.find({ module, ...callee }))
      for (const value of args) this.look(flow, value, { callback, module, depth: 0 });
  }

  /** The functions of a place, and those in the property of its objects that the framework reads. */
  private look(flow: Flow, value: FlowNode, { callback, module, depth }: Called): void {
    const { within } = callback;
    flow.propagation.listen(value, (token) => {
      if (!(token instanceof ObjectToken)) return;
      if (token.unit && (within === undefined || depth > 0))
        this.enter(flow, token.unit, { callback, module });
      if (within === undefined || token.unit || depth >= DEEPEST) return;
      const inner = depth === 0 ? flow.properties.lookup(token, within) : flow.properties.all(token);
      this.look(flow, inner, { callback, module, depth: depth + 1 });
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
      if (holds === 'event') this.give(flow, { unit, at });
      else flow.propagation.add(param, flow.outside(module, [holds]));
    }
  }

  /** A parameter gets a request, or a part of one. @param pass what is let through of it */
  give(flow: Flow, { unit, at }: Parameter, pass?: Pass): void {
    const { request, passages } = this.given;
    const param = unit.params[at];
    if (!param) return;
    passages.starts.add(param);
    if (!pass) flow.propagation.add(param, request);
    else
      pass(request, (left) => {
        flow.propagation.add(param, left);
      });
  }
}
