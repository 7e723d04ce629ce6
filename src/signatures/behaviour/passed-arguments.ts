import type { CallSite, Flow, FlowNode, OutsideToken } from '../../program/index.js';
import { isUndone, type BehaviourNames } from './behaviour-names.js';
import type { EnvironmentReads } from './environment-reads.js';
import type { Hints } from './hints.js';
import { eachInside } from './inner-values.js';
import { markOf } from './marks.js';
import { BY_PLACE, keepArguments, methodName, passReturned } from './mark-methods.js';

/** What calls of code that is not known give of what they are given. */
export class PassedArguments {
  readonly reads: EnvironmentReads;
  readonly hints: Hints;
  readonly names: BehaviourNames;

  constructor({ reads, hints, names }: Pick<PassedArguments, 'reads' | 'hints' | 'names'>) {
    this.reads = reads;
    this.hints = hints;
    this.names = names;
  }

  /** What a function gives of an argument: what it is, but for what the function undoes, and what its texts say. */
  pass(
    flow: Flow,
    { value, by }: { readonly value: FlowNode; readonly by?: OutsideToken },
    out: FlowNode,
  ): void {
    eachInside(flow, value, (token) => {
      if (by && isUndone(this.names, by, markOf(token))) return;
      if (token.kind === 'mark') flow.propagation.add(out, this.reads.inText(token));
      else if (token.kind === 'text') this.hints.pass(flow, token.text, out);
    });
  }

  /** What a method keeps of its arguments, and gives of them. */
  passMethod(flow: Flow, site: CallSite): void {
    keepArguments(flow, site);
    if (BY_PLACE.has(methodName(site) ?? '')) return;
    for (const value of site.args) {
      this.pass(flow, { value }, site.result);
      passReturned(flow, value, site.result);
    }
  }
}
