import { FlowNode, type Flow, type Token } from '../../program/index.js';
import type { Found } from './data-shape.js';
import { isTaint, type TaintToken } from './taint.js';

/** Data on its way through a schema. */
export interface Passing {
  readonly flow: Flow;
  readonly data: TaintToken;
  /** True: code goes on with the original data, so fields that the schema does not name are still there. */
  readonly isOriginal?: boolean;
}

/** What a part of a schema lets through of data. */
export type Restriction = (data: TaintToken, found: Found) => void;

/** Calls back with what each of some restrictions leaves of what the one before it left. */
export function inTurn({ flow, data }: Passing, restrictions: readonly Restriction[], found: Found): void {
  let before = new FlowNode();
  flow.propagation.add(before, data);
  for (const restriction of restrictions) {
    const after = new FlowNode();
    const give = (token: Token): void => {
      flow.propagation.add(after, token);
    };
    flow.propagation.listen(before, (left) => {
      if (isTaint(left)) restriction(left, give);
      else give(left);
    });
    before = after;
  }
  flow.propagation.listen(before, found);
}
