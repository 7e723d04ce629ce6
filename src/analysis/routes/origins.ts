import { FlowNode, type CallSite, type Flow, type OutsideToken } from '../../program/index.js';
import { methodName } from '../call-text.js';
import type { TaintToken } from '../schemas/taint.js';

/** Methods that give an application a function which runs before its routes. */
const ADDING = /^(?:use|addHook)$/;
/** Frameworks whose functions run in the order in which code gives them. */
const ORDERED = /^(?:express|fastify|restify|lambda-api)$/;

/** What comes to a function of an application, or leaves it: requests, and schemas that they fit. */
export interface Origin {
  readonly before: FlowNode;
  readonly filters: FlowNode;
}

/** A call that gives an application a function. */
interface Waiting {
  readonly site: CallSite;
  /** The application, as code calls it. */
  readonly key: string;
  readonly origin: Origin;
  /** What the function leaves, if it runs before each route behind it. */
  left: Origin | null;
}

function byPlace({ site: a }: Waiting, { site: b }: Waiting): number {
  const [first, second] = [a.scope.owner.file, b.scope.owner.file];
  if (first !== second) return first < second ? -1 : 1;
  return a.node.end - b.node.end;
}

function runsForAll(site: CallSite): boolean {
  const name = methodName(site) ?? '';
  return ADDING.test(name) && (name === 'addHook' || site.given[0]?.type !== 'Literal');
}

/** The requests of applications, and what functions leave of them that code gives an application before its routes. */
export class Origins {
  private waiting: Waiting[] = [];
  private readonly last = new Map<string, Origin>();
  private readonly first: Origin = { before: new FlowNode(), filters: new FlowNode() };

  private readonly request: TaintToken;

  constructor(request: TaintToken) {
    this.request = request;
  }

  /** What comes to the functions of a call, and what is told of what they leave. It is known once all calls are: flow comes to them in another order than code. */
  of(
    flow: Flow,
    site: CallSite,
    { module, path }: OutsideToken,
  ): Origin & { readonly leave: (left: Origin) => void } {
    flow.propagation.add(this.first.before, this.request);
    if (!ORDERED.test(module)) return { ...this.first, leave: () => {} };
    const origin = { before: new FlowNode(), filters: new FlowNode() };
    const each: Waiting = { site, key: [module, ...path.slice(0, -1)].join('\n'), origin, left: null };
    if (this.waiting.length === 0)
      flow.decide(new FlowNode(), () => {
        this.connect(flow);
      });
    this.waiting.push(each);
    const leave = (left: Origin): void => {
      if (runsForAll(site)) each.left = left;
    };
    return { ...origin, leave };
  }

  private connect(flow: Flow): void {
    const waiting = this.waiting.sort(byPlace);
    this.waiting = [];
    for (const { key, origin, left } of waiting) {
      const { before, filters } = this.last.get(key) ?? this.first;
      flow.propagation.edge(before, origin.before);
      flow.propagation.edge(filters, origin.filters);
      if (left) this.last.set(key, left);
    }
  }
}
