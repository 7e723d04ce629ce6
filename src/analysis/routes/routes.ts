import type { FlowCallback } from '../../model/index.js';
import {
  FlowNode,
  isFunctionNode,
  type NativeToken,
  ObjectToken,
  type CallSite,
  type Flow,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { RouteProof } from '../schemas/checked-data.js';
import { RequestSchemas } from './request-schemas.js';
import { schemaOf } from '../schemas/schema.js';
import type { Schemas } from '../schemas/schemas.js';
import type { Taints, TaintToken } from '../schemas/taint.js';
import { isTaint } from '../schemas/taint.js';
import type { Passages } from '../schemas/passages.js';
import { methodName } from '../call-text.js';
import { elementCount, isHook, MOST_NEXT, ownersOf } from './route-functions.js';
import { parameterName, type Turns } from './turns.js';

/** What the functions of a route are given. */
export interface Route {
  readonly callback: FlowCallback;
  readonly module: string;
  readonly origin: Passed;
  readonly site: CallSite;
}

/** What comes to a function of a route: requests, and the schemas that stand before it. */
interface Passed {
  readonly before: FlowNode;
  readonly filters: FlowNode;
}

interface Step extends Omit<Route, 'origin'>, Passed {
  /** What comes to the next one. */
  readonly after: FlowNode;
  readonly passed: FlowNode;
}

interface Ways {
  readonly passages: Passages;
  readonly taints: Taints;
  readonly schemas: Schemas;
  readonly turns: Turns;
}

/** The functions and schemas of a route: each gets what the one before it lets through of a request. */
export class Routes {
  private readonly ways: Ways;
  private readonly filters = new WeakMap<Unit, FlowNode | null>();

  private readonly requests: RequestSchemas;

  constructor(ways: Ways) {
    this.ways = ways;
    const { taints, schemas } = ways;
    this.requests = new RequestSchemas({ taints, pass: (...passed) => schemas.pass(...passed) });
  }

  /** @returns the requests that the functions pass on */
  follow(flow: Flow, { origin, ...route }: Route): Passed {
    return this.inTurn(flow, route.site.args, { ...route, ...origin });
  }

  /** Each gets what the one before it lets through. @returns what the last one does */
  private inTurn(flow: Flow, values: readonly FlowNode[], start: Omit<Step, 'after' | 'passed'>): Passed {
    let last: Passed = start;
    for (const value of values) {
      const next = { before: new FlowNode(), filters: new FlowNode() };
      flow.propagation.edge(last.filters, next.filters);
      this.step(flow, value, { ...start, ...last, after: next.before, passed: next.filters });
      last = next;
    }
    return last;
  }

  private step(flow: Flow, value: FlowNode, step: Step): void {
    flow.decide(value, (token) => {
      if (token instanceof ObjectToken && token.unit) this.enter(flow, token.unit, step);
      else if (token instanceof ObjectToken && token.form === 'array') this.list(flow, token, step);
      else if (token?.kind === 'native') this.callNative(flow, token, step);
      else this.filter(flow, token, step);
    });
  }

  private list(flow: Flow, token: ObjectToken, step: Step): void {
    const count = elementCount(token);
    if (count === null) {
      this.step(flow, flow.properties.all(token), step);
      return;
    }
    const elements = Array.from({ length: count }, (_, at) => flow.properties.lookup(token, String(at)));
    const last = this.inTurn(flow, elements, step);
    flow.propagation.edge(last.before, step.after);
    flow.propagation.edge(last.filters, step.passed);
  }

  /** `controller.list.bind(controller)`: what it does with a request is not known. */
  private callNative(flow: Flow, token: NativeToken, { callback, module, site, before, after }: Step): void {
    const args = callback.parameters.map((holds) => {
      if (holds === 'event') return before;
      const value = new FlowNode();
      if (holds !== null && holds !== 'next') flow.propagation.add(value, flow.outside(module, [holds]));
      return value;
    });
    const called = { isNew: false, given: [], args, spreadFrom: Infinity, callee: new FlowNode() };
    token.run({ node: site.node, scope: site.scope, ...called, result: new FlowNode() });
    flow.propagation.edge(before, after);
  }

  /** A schema may let only a part of requests through. */
  private filter(flow: Flow, token: Token | null, { before, after, passed }: Step): void {
    const { schemas } = this.ways;
    if (token && schemaOf(token)) flow.propagation.add(passed, token);
    if (!token || !schemas.isFilter(token)) {
      flow.propagation.edge(before, after);
      return;
    }
    flow.propagation.listen(before, (data) => {
      if (!isTaint(data)) flow.propagation.add(after, data);
      else
        schemas.pass({ flow, data }, token, (left) => {
          flow.propagation.add(after, left);
        });
    });
  }

  private enter(flow: Flow, unit: Unit, step: Step): void {
    const { callback, module, before, after, filters } = step;
    const { passages } = this.ways;
    flow.enter(unit);
    const known = this.filters.get(unit);
    // Of a function that several routes have, schemas of one say nothing of the others.
    this.filters.set(unit, known === undefined || known === filters ? filters : null);
    const left = new FlowNode();
    for (const [at, holds] of callback.parameters.entries()) {
      const param = unit.params[at];
      if (!param || holds === null) continue;
      if (holds === 'next') flow.propagation.add(param, this.next(flow, unit, { step, left }));
      else if (holds !== 'event') flow.propagation.add(param, flow.outside(module, [holds]));
      else {
        passages.starts.add(param);
        flow.propagation.edge(before, param);
      }
    }
    if (isHook(callback, unit)) this.atEnd(flow, unit, { step, left });
    flow.propagation.edge(left, after);
    // Nothing is known of a function that never seems to pass a request on.
    let isAsked = false;
    flow.propagation.listen(before, () => {
      if (isAsked) return;
      isAsked = true;
      flow.decide(left, (token) => {
        if (!token) flow.propagation.edge(before, after);
      });
    });
  }

  /** A function without a `next` parameter passes a request on where it ends, unless it has answered the request. */
  private atEnd(
    flow: Flow,
    unit: Unit,
    { step, left }: { readonly step: Step; readonly left: FlowNode },
  ): void {
    const name = parameterName(unit, step.callback.parameters.indexOf('event'));
    const { node, outer } = unit;
    if (name === null || !outer || !isFunctionNode(node)) return;
    flow.propagation.listen(step.before, (data) => {
      const turn = { unit, name, start: node.body.end - 1, scope: outer, filters: step.filters, out: left };
      if (isTaint(data)) this.ways.turns.pass(flow, data, turn);
      else flow.propagation.add(left, data);
    });
  }

  /** What a function calls to let a request through. With an argument, it is an error. */
  private next(
    flow: Flow,
    unit: Unit,
    { step, left }: { readonly step: Step; readonly left: FlowNode },
  ): NativeToken {
    const { turns } = this.ways;
    const name = parameterName(unit, step.callback.parameters.indexOf('event'));
    let count = 0;
    return {
      kind: 'native',
      name: 'next',
      run: ({ args, node: { start }, scope }: CallSite) => {
        if (args.length > 0) return;
        count += 1;
        const isInside = count <= MOST_NEXT && ownersOf(scope).includes(unit);
        if (name === null || !isInside) flow.propagation.edge(step.before, left);
        else
          flow.propagation.listen(step.before, (data) => {
            const { filters } = step;
            if (isTaint(data)) turns.pass(flow, data, { unit, name, start, scope, filters, out: left });
            else flow.propagation.add(left, data);
          });
      },
    };
  }

  /** The schemas before the function that code stands in; null if that is no function of one route. */
  private filtersAt(scope: CallSite['scope']): FlowNode | null {
    for (const unit of ownersOf(scope)) {
      const filters = this.filters.get(unit);
      if (filters !== undefined) return filters;
    }
    return null;
  }

  /** Code asks a request for what schemas of the route let through. @returns false if it does something else */
  invoke(flow: Flow, site: CallSite, callee: Token): boolean {
    const { schemas } = this.ways;
    if (isTaint(callee)) return schemas.isTaking(methodName(site) ?? '') && this.take(flow, site, callee);
    if (schemas.roleOf(callee) !== 'matched') return false;
    const filters = this.filtersAt(site.scope);
    for (const value of site.args)
      flow.propagation.listen(value, (data) => {
        if (!isTaint(data) || !filters) flow.propagation.add(site.result, data);
        else
          flow.decide(filters, (schema) => {
            flow.propagation.add(site.result, schema ? this.requests.matched({ flow, data, filters }) : data);
          });
      });
    return true;
  }

  private take(flow: Flow, { given: [part], scope, result }: CallSite, data: TaintToken): boolean {
    const filters = this.filtersAt(scope);
    if (!filters || part?.type !== 'Literal') return false;
    this.requests.taken({ flow, data, filters }, String(part.value), (left) => {
      flow.propagation.add(result, left);
    });
    return true;
  }

  /** What a request is once no schema of the route was broken. @returns false if a function does not say that */
  prove(flow: Flow, callee: Token, { data, filters, scope, shows, found }: RouteProof): boolean {
    if (shows !== 'result' || this.ways.schemas.roleOf(callee) !== 'proved') return false;
    const before = filters ?? (scope ? this.filtersAt(scope) : null);
    found(before ? this.requests.proved({ flow, data, filters: before }) : data);
    return true;
  }
}
