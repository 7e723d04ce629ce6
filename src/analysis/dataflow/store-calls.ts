import type { StoreCall, StoreKind } from '../../model/index.js';
import {
  FlowNode,
  ObjectToken,
  type CallSite,
  type Flow,
  type OutsideToken,
  type Token,
} from '../../program/index.js';
import type { EventPart } from '../event-parts.js';
import type { CallNames, NamedStore } from '../call-names.js';
import { methodName } from './data-methods.js';
import type { Passages } from './passages.js';
import { codeOf, type SinkHit } from './sinks.js';
import { StoredParts } from '../stored-parts.js';
import { isTaint, type Taints } from './taint.js';

/** A request that reads: what is sent with it gives the data of a resource. */
interface ReadRequest {
  readonly kind: 'request';
  readonly part: EventPart;
}

export function isReadRequest(token: Token): token is Token & { readonly mark: ReadRequest } {
  return token.kind === 'mark' && (token.mark as { readonly kind?: unknown }).kind === 'request';
}

interface Ways {
  readonly passages: Passages;
  readonly taints: Taints;
  readonly found: (hit: SinkHit) => void;
}

/** What code puts into resources of AWS, and what it takes out of them. */
export class StoreCalls {
  private readonly parts = new StoredParts();
  private readonly requests = new Map<EventPart, Token>();
  private readonly names: CallNames;
  private readonly ways: Ways;

  constructor(names: CallNames, ways: Ways) {
    this.names = names;
    this.ways = ways;
  }

  /** A call of a function of the SDK: it writes, reads, makes a request, or sends one. */
  call(flow: Flow, site: CallSite, callee: OutsideToken): void {
    for (const store of namedStores(this.names.writes, callee)) this.write(flow, site, store);
    for (const { kind } of namedStores(this.names.reads, callee))
      this.eachPart(flow, { requests: site.args, kind }, (part) => {
        this.read(flow, site, part);
      });
    this.send(flow, site);
  }

  /** The answer to a request that reads is data of the resource. */
  send(flow: Flow, site: CallSite): void {
    if (methodName(site) !== 'send' || this.names.reads.isEmpty) return;
    for (const value of site.args)
      flow.propagation.listen(value, (token) => {
        if (isReadRequest(token)) this.give(flow, site, token.mark.part);
      });
  }

  private give(flow: Flow, { result }: CallSite, part: EventPart): void {
    this.ways.passages.starts.add(result);
    flow.propagation.add(result, this.ways.taints.token(part));
  }

  private read(flow: Flow, site: CallSite, part: EventPart): void {
    if (!site.isNew) {
      this.give(flow, site, part);
      return;
    }
    const request = this.requests.get(part) ?? { kind: 'mark', mark: { kind: 'request', part } };
    this.requests.set(part, request);
    flow.propagation.add(site.result, request);
  }

  /** Calls back with the resource that a request names, if code shows its name. */
  private eachPart(
    flow: Flow,
    { requests, kind }: { readonly requests: readonly FlowNode[]; readonly kind: StoreKind },
    found: (part: EventPart) => void,
  ): void {
    eachObject(flow, requests, (request) => {
      flow.propagation.listen(flow.properties.lookup(request, kind.parameter), (token) => {
        const part = this.partOf(kind, token);
        if (part) found(part);
      });
    });
  }

  private partOf(kind: StoreKind, token: Token): EventPart | null {
    if (token.kind === 'text') return this.parts.of(kind, { kind: 'literal', text: token.text });
    if (token.kind === 'environment') return this.parts.of(kind, { kind: 'environment', name: token.name });
    return null;
  }

  private write(flow: Flow, site: CallSite, { kind, call }: NamedStore): void {
    eachObject(flow, requestsOf(flow, site.args, call), (request) => {
      const value = new FlowNode();
      for (const field of call.fields)
        this.ways.passages.deep(flow, flow.properties.lookup(request, field), { to: value });
      flow.propagation.listen(value, (token) => {
        if (!isTaint(token) || token.mark.part.store) return;
        const { part, cleared } = token.mark;
        flow.propagation.listen(flow.properties.lookup(request, kind.parameter), (name) => {
          const into = this.partOf(kind, name)?.store;
          if (into) this.ways.found({ rule: null, into, cleared, code: codeOf(site), value, part });
        });
      });
    });
  }
}

function namedStores(table: CallNames['writes'], callee: OutsideToken): NamedStore[] {
  return [...table.find(callee), ...table.findUnnamed(callee)];
}

/** The places of the requests of a call: its arguments, or the elements of a list in them. */
function requestsOf(flow: Flow, args: readonly FlowNode[], { each }: StoreCall): readonly FlowNode[] {
  if (each === undefined) return args;
  const inner = new FlowNode();
  eachObject(flow, args, (request) => {
    flow.propagation.listen(flow.properties.lookup(request, each), (token) => {
      if (!(token instanceof ObjectToken)) return;
      if (token.form === 'literal') flow.propagation.add(inner, token);
      else flow.propagation.edge(flow.properties.all(token), inner);
    });
  });
  return [inner];
}

function eachObject(flow: Flow, values: readonly FlowNode[], found: (request: ObjectToken) => void): void {
  for (const value of values)
    flow.propagation.listen(value, (token) => {
      if (token instanceof ObjectToken && token.form === 'literal') found(token);
    });
}
