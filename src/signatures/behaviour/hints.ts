import { limitOf } from '../../files/index.js';
import type { CallSite, Flow, FlowNode, MarkToken } from '../../program/index.js';
import type { BehaviourNames, Hint } from './behaviour-names.js';
import { eachOfAddress } from './inner-values.js';
import { markOf, type Marks } from './marks.js';

/** Texts that tell what a call is that is given them: a path of credentials, an address. */
export class Hints {
  private readonly known = new Map<string, readonly MarkToken[]>();
  private readonly hints: readonly Hint[];
  private readonly marks: Marks;
  /** Those of addresses of services that tokens belong to. */
  private readonly homes: ReadonlySet<string>;

  constructor({ hints, homes }: Pick<BehaviourNames, 'hints' | 'homes'>, marks: Marks) {
    this.hints = hints;
    this.homes = new Set(homes.flatMap(({ home, others }) => [home.source, others.source]));
    this.marks = marks;
  }

  /** What a text tells. */
  of(text: string): readonly MarkToken[] {
    if (text.length > limitOf('behaviour-hint')) return [];
    const known = this.known.get(text);
    if (known) return known;
    const made = this.hints.flatMap(({ pattern, source }) =>
      pattern.isIn(text) ? [this.marks.hint(source)] : [],
    );
    this.known.set(text, made);
    return made;
  }

  /** Lets what a text tells be told by a value that is made of it. */
  pass(flow: Flow, text: string, out: FlowNode): void {
    for (const hint of this.of(text)) flow.propagation.add(out, hint);
  }

  /** The same of a text that code shows only in part: whether it is an address of the service that a token belongs to. */
  passHome(flow: Flow, text: string, out: FlowNode): void {
    for (const hint of this.of(text)) {
      const mark = markOf(hint);
      if (mark?.is === 'hint' && this.homes.has(mark.source)) flow.propagation.add(out, hint);
    }
  }

  /** Calls back once a call is known to be given a text that tells what it is. */
  whenGiven(
    flow: Flow,
    { args, given }: Pick<CallSite, 'args'> & { readonly given: Hint | null },
    run: () => void,
  ): void {
    if (!given) {
      run();
      return;
    }
    let isGiven = false;
    for (const value of args)
      eachOfAddress(flow, value, (token) => {
        const told = token.kind === 'text' ? this.of(token.text) : [token];
        const isTold = told.some((each) => {
          const hint = markOf(each);
          return hint?.is === 'hint' && hint.source === given.source;
        });
        if (isGiven || !isTold) return;
        isGiven = true;
        run();
      });
  }
}
