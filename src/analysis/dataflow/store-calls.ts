import type { StoreCall, StoreKind, StoreName } from '../../model/index.js';
import {
  ANY_NAME,
  FlowNode,
  ObjectToken,
  type CallSite,
  type Flow,
  type OutsideToken,
  type Token,
} from '../../program/index.js';
import type { EventPart } from '../event-parts.js';
import type { CallNames, NamedStore } from '../call-names.js';
import { methodName } from '../call-text.js';
import type { Passages } from '../schemas/passages.js';
import { codeOf, type SinkHit } from './sinks.js';
import { StoredParts } from '../stored-parts.js';
import { isTaint, type Taints } from '../schemas/taint.js';

/** A request that reads: what is sent with it gives the data of a resource. */
interface ReadRequest {
  readonly kind: 'request';
  readonly part: EventPart;
}

export function isReadRequest(token: Token): token is Token & { readonly mark: ReadRequest } {
  return token.kind === 'mark' && (token.mark as { readonly kind?: unknown }).kind === 'request';
}

interface NamedResource {
  readonly name: FlowNode;
  readonly kind: StoreKind;
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
    for (const store of namedStores(this.names.reads, callee))
      eachRequest(flow, { args: site.args, store }, ({ name, sent }) => {
        const read = (part: EventPart): void => {
          this.read(flow, site, part);
        };
        this.eachPart(flow, { name, kind: store.kind }, read);
        if (sent) this.eachSent(flow, sent, read);
      });
    this.send(flow, site);
  }

  /** Calls back with what the sender of an event has put where a request reads, if the event names it. */
  private eachSent(flow: Flow, name: FlowNode, found: (part: EventPart) => void): void {
    flow.propagation.listen(name, (token) => {
      if (isTaint(token) && token.mark.part.sent) found(token.mark.part.sent);
    });
  }

  /** The answer to a request that reads is data of the resource. */
  send(flow: Flow, site: CallSite): void {
    if (methodName(site) !== 'send' || this.names.reads.isEmpty) return;
    for (const value of site.args)
      flow.propagation.listen(value, (token) => {
        if (isReadRequest(token)) this.give(flow, site, token.mark.part);
      });
  }

  /** A call gives data, or hands it to the callback behind the request: `getObject(request, (error, data) => …)`. */
  private give(flow: Flow, { node, scope, args, result }: CallSite, part: EventPart): void {
    const data = new FlowNode();
    for (const each of [result, data]) {
      this.ways.passages.starts.add(each);
      flow.propagation.add(each, this.ways.taints.token(part));
    }
    const [callee] = args.slice(1).slice(-1);
    const given = { isNew: false, given: [], args: [new FlowNode(), data], spreadFrom: Infinity };
    if (callee) flow.call({ ...given, node, scope, callee, result: new FlowNode() });
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
  private eachPart(flow: Flow, { name, kind }: NamedResource, found: (part: EventPart) => void): void {
    flow.propagation.listen(name, (token) => {
      const part = this.partOf(kind, token);
      if (part) found(part);
    });
  }

  private defaultOf(kind: StoreKind): StoreName | null {
    if (kind.default === undefined) return null;
    return this.parts.of(kind, { kind: 'literal', text: kind.default })?.store ?? null;
  }

  private partOf(kind: StoreKind, token: Token): EventPart | null {
    if (token.kind === 'text') return this.parts.of(kind, { kind: 'literal', text: token.text });
    if (token.kind === 'environment') return this.parts.of(kind, { kind: 'environment', name: token.name });
    return null;
  }

  private write(flow: Flow, site: CallSite, store: NamedStore): void {
    eachRequest(flow, { args: site.args, store }, ({ data, name }) => {
      const value = new FlowNode();
      for (const field of data) this.ways.passages.deep(flow, field, { to: value });
      flow.propagation.listen(value, (token) => {
        if (!isTaint(token)) return;
        const { part, cleared } = token.mark;
        const hit = { rule: null, cleared, code: codeOf(site), value, part };
        this.eachPart(flow, { name, kind: store.kind }, ({ store: into }) => {
          if (into) this.ways.found({ ...hit, into });
        });
        const other = this.defaultOf(store.kind);
        if (other) this.ways.found({ ...hit, into: other, names: [name] });
      });
    });
  }
}

function namedStores(table: CallNames['writes'], callee: OutsideToken): NamedStore[] {
  return [...table.find(callee), ...table.findUnnamed(callee)];
}

/** A request, as far as stores matter. */
interface StoreRequest {
  /** What it writes. */
  readonly data: readonly FlowNode[];
  /** The names that its resource can have. */
  readonly name: FlowNode;
  /** What it names that the sender of an event may have put there. */
  readonly sent?: FlowNode | undefined;
}

/** Calls back with each request of a call: those in its arguments, or those in a list or an object in them. */
function eachRequest(
  flow: Flow,
  { args, store: { kind, call } }: { readonly args: readonly FlowNode[]; readonly store: NamedStore },
  found: (request: StoreRequest) => void,
): void {
  const { keyed } = call;
  if (keyed === undefined)
    eachObject(flow, requestsOf(flow, args, call), (request) => {
      const data = call.fields.map((field) => flow.properties.lookup(request, field));
      const name = flow.properties.lookup(request, kind.parameter);
      found({
        data,
        name,
        sent: kind.sent === undefined ? undefined : flow.properties.lookup(request, kind.sent),
      });
    });
  else
    eachObject(flow, propertyOf(flow, args, keyed), (object) => {
      const computed = (object.keys ??= new FlowNode());
      flow.properties.eachSlot(object, (text, slot) => {
        const name = text === ANY_NAME ? computed : new FlowNode();
        if (text !== ANY_NAME) flow.propagation.add(name, flow.text(text));
        found({ data: [slot], name });
      });
    });
}

/** A property of all objects that values can be. */
function propertyOf(flow: Flow, values: readonly FlowNode[], name: string): readonly FlowNode[] {
  const property = new FlowNode();
  eachObject(flow, values, (object) => {
    flow.propagation.edge(flow.properties.lookup(object, name), property);
  });
  return [property];
}

/** The requests of a call: its arguments, the elements of a list in them (`Entries`), or what these hold (`TransactItems.Put`). */
function requestsOf(flow: Flow, args: readonly FlowNode[], { each }: StoreCall): readonly FlowNode[] {
  if (each === undefined) return args;
  const [list = '', ...inside] = each.split('.');
  const elements = new FlowNode();
  for (const value of propertyOf(flow, args, list))
    flow.propagation.listen(value, (token) => {
      if (!(token instanceof ObjectToken)) return;
      if (token.form === 'literal') flow.propagation.add(elements, token);
      else flow.propagation.edge(flow.properties.all(token), elements);
    });
  return inside.reduce<readonly FlowNode[]>((values, name) => propertyOf(flow, values, name), [elements]);
}

function eachObject(flow: Flow, values: readonly FlowNode[], found: (request: ObjectToken) => void): void {
  for (const value of values)
    flow.propagation.listen(value, (token) => {
      if (token instanceof ObjectToken && token.form === 'literal') found(token);
    });
}
