import type { CallSite, Flow, FlowNode } from '../../program/index.js';
import type { EnvironmentReads } from './environment-reads.js';
import type { Hints } from './hints.js';
import { eachInside } from './inner-values.js';
import { BY_PLACE, keepArguments, methodName, passReturned } from './mark-methods.js';

/** What calls of code that is not known give of what they are given. */
export class PassedArguments {
  private readonly reads: EnvironmentReads;
  private readonly hints: Hints;

  constructor({ reads, hints }: { readonly reads: EnvironmentReads; readonly hints: Hints }) {
    this.reads = reads;
    this.hints = hints;
  }

  /** What a function gives of an argument: what it is, and what its texts say. */
  pass(flow: Flow, value: FlowNode, out: FlowNode): void {
    eachInside(flow, value, (token) => {
      if (token.kind === 'mark') flow.propagation.add(out, this.reads.inText(token));
      else if (token.kind === 'text') this.hints.pass(flow, token.text, out);
    });
  }

  /** What a method keeps of its arguments, and gives of them. */
  passMethod(flow: Flow, site: CallSite): void {
    keepArguments(flow, site);
    if (BY_PLACE.has(methodName(site) ?? '')) return;
    for (const value of site.args) {
      this.pass(flow, value, site.result);
      passReturned(flow, value, site.result);
    }
  }
}
