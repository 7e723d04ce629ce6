import { FlowNode, type CallSite, type Flow, type OutsideToken } from '../../program/index.js';
import { methodName } from '../call-text.js';
import type { TaintToken } from '../schemas/taint.js';

/** Methods that give an application a function which runs before its routes. */
const ADDING = /^(?:use|addHook)$/;
/** Frameworks whose functions run in the order in which code gives them. */
const ORDERED = /^(?:express|fastify|restify|lambda-api)$/;

/** Requests before or after a function of an application, with the schemas that they fit. */
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
  /** The requests that the function passes on, if it runs before the routes that follow it. */
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

/** The requests of each application, and what the functions that run before its routes pass on. */
export class Origins {
  private waiting: Waiting[] = [];
  private readonly last = new Map<string, Origin>();
  private readonly first: Origin = { before: new FlowNode(), filters: new FlowNode() };

  private readonly request: TaintToken;

  constructor(request: TaintToken) {
    this.request = request;
  }

  /** The requests that reach the functions of a call, and a callback for those that they pass on. Both are known once all calls are: the flow visits calls in another order than the code. */
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
