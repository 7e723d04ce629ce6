import {
  ObjectToken,
  PLAIN,
  type CallSite,
  type Flow,
  type FlowNode,
  type Unit,
} from '../../program/index.js';
import type { Passages } from '../schemas/passages.js';
import type { Taints, TaintToken } from '../schemas/taint.js';

/** Methods whose callback gets an element, and then its number. */
const PER_ELEMENT: ReadonlySet<string> = new Set(
  'map forEach filter find findLast some every flatMap findIndex'.split(' '),
);
/** Methods whose callback gets what it gave before, and then an element. */
const FOLDING: ReadonlySet<string> = new Set(['reduce', 'reduceRight']);

interface Called {
  readonly data: TaintToken;
  /** The method of the data that calls back. */
  readonly name: string;
}

/** What functions get that methods of data call. */
export class Callbacks {
  private readonly ways: { readonly passages: Passages; readonly taints: Taints };

  constructor(ways: { readonly passages: Passages; readonly taints: Taints }) {
    this.ways = ways;
  }

  call(flow: Flow, site: CallSite, called: Called): void {
    for (const value of site.args)
      flow.propagation.listen(value, (token) => {
        if (!(token instanceof ObjectToken) || !token.unit) return;
        flow.enter(token.unit);
        this.give(flow, site, { ...called, unit: token.unit });
      });
  }

  private give(flow: Flow, site: CallSite, { data, name, unit }: Called & { readonly unit: Unit }): void {
    const isFolding = FOLDING.has(name);
    if (isFolding) this.fold(flow, site, unit);
    const isEach = PER_ELEMENT.has(name) || isFolding;
    for (const [at, param] of unit.params.entries()) {
      if (isEach && at !== Number(isFolding)) flow.propagation.add(param, PLAIN);
      else {
        this.ways.passages.note(site.callee, param);
        this.element(flow, { data, isEach }, param);
      }
    }
  }

  /** The first parameter of `reduce` holds what it begins with, and what its callback gave before. */
  private fold(flow: Flow, { args, callee }: CallSite, { params: [before, element], returns }: Unit): void {
    if (!before) return;
    flow.propagation.edge(returns, before);
    const [, first] = args;
    if (first) flow.propagation.edge(first, before);
    else if (element) flow.propagation.edge(element, before);
    this.ways.passages.note(callee, before);
  }

  private element(
    flow: Flow,
    { data, isEach }: { readonly data: TaintToken; readonly isEach: boolean },
    to: FlowNode,
  ): void {
    if (isEach && data.mark.shape)
      this.ways.taints.part(data, '*', (each) => {
        flow.propagation.add(to, each);
      });
    else flow.propagation.add(to, data);
  }
}
