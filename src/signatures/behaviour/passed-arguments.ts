import type { CallSite, Flow, FlowNode, MarkToken, OutsideToken, Token } from '../../program/index.js';
import type { BehaviourNames } from './behaviour-names.js';
import { answers, isUndone, makesPattern, memberOf } from './member-names.js';
import type { EnvironmentReads } from './environment-reads.js';
import type { Hints } from './hints.js';
import { eachInside } from './inner-values.js';
import { markOf, type Marks } from './marks.js';
import { BY_PLACE, isForwarded, keepArguments, methodName, passReturned } from './mark-methods.js';

/** What calls of code that is not known give of what they are given. */
export class PassedArguments {
  readonly reads: EnvironmentReads;
  readonly hints: Hints;
  readonly names: BehaviourNames;
  readonly marks: Marks;

  constructor({ reads, hints, names, marks }: Pick<PassedArguments, 'reads' | 'hints' | 'names' | 'marks'>) {
    this.marks = marks;
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
      if (token.kind === 'mark') flow.propagation.add(out, this.given(token, by));
      else if (token.kind === 'text') this.hints.pass(flow, token.text, out);
    });
  }

  /** What a function gives of what code has taken. */
  private given(token: MarkToken, by: OutsideToken | undefined): MarkToken {
    const { marks } = this;
    return by && makesPattern(by) ? marks.pattern(token) : marks.inside(this.reads.inText(token));
  }

  /** Whether a call may give what it is given: what servers and files answer holds nothing of the question. */
  isPassed(token: MarkToken, callee: Token): boolean {
    const mark = markOf(token);
    if (mark?.is === 'taken' && mark.form === 'pattern') return false;
    if (callee.kind !== 'outside' || isForwarded(token, callee)) return true;
    const member = memberOf(this.names, callee);
    return !answers(this.names, member) && !isUndone(this.names, member, mark) && !makesPattern(member);
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
