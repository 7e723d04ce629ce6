import type { FlowWrapper } from '../../model/index.js';
import {
  FlowNode,
  ObjectToken,
  type CallSite,
  type Flow,
  type MarkToken,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import type { Handlers } from './handlers.js';
import type { Passages } from '../schemas/passages.js';
import type { Schemas } from '../schemas/schemas.js';
import { inTurn } from '../schemas/in-turn.js';
import { isTaint, type Taints, type TaintToken } from '../schemas/taint.js';
import { turnOf, type Turns } from '../routes/turns.js';

/** A handler in middlewares: what a call of a wrapping function gives. */
interface Wrapper {
  readonly kind: 'wrapper';
  readonly names: FlowWrapper;
  /** Middlewares that let the event through a schema. */
  readonly filters: FlowNode;
  /** Functions that get the event before the handler. */
  readonly before: Set<Unit>;
}

interface WrapperMethod {
  readonly kind: 'wrapper-method';
  readonly name: string;
  readonly of: MarkToken & { readonly mark: Wrapper };
}

interface Given {
  /** What the runtime, or a middleware that reads its body, gives a handler. */
  readonly events: readonly TaintToken[];
  readonly ways: {
    readonly taints: Taints;
    readonly schemas: Schemas;
    readonly passages: Passages;
    readonly turns: Turns;
  };
  readonly handlers: Handlers;
}

type WrapperToken = MarkToken & { readonly mark: Wrapper };

function isWrapper(token: Token): token is WrapperToken {
  return token.kind === 'mark' && (token.mark as Partial<Wrapper>).kind === 'wrapper';
}

function methodOf(token: Token): WrapperMethod | null {
  const mark = token.kind === 'mark' ? (token.mark as Partial<WrapperMethod>) : null;
  return mark?.kind === 'wrapper-method' ? (mark as WrapperMethod) : null;
}

/** Handlers that code wraps in middlewares: these may let only what a schema allows through to the handler. */
export class Wrappers {
  private readonly names: CallNames;
  private readonly given: Given;
  private readonly made = new Map<CallSite, WrapperToken>();
  private readonly methods = new Map<WrapperToken, Map<string, MarkToken>>();

  constructor(names: CallNames, given: Given) {
    this.names = names;
    this.given = given;
  }

  /** Code reads a property of a wrapper. @returns false if the value is none */
  read(flow: Flow, token: Token, { name, out }: { readonly name: string; readonly out: FlowNode }): boolean {
    if (!isWrapper(token)) return false;
    const known = this.methods.get(token) ?? new Map<string, MarkToken>();
    this.methods.set(token, known);
    const mark: WrapperMethod = { kind: 'wrapper-method', name, of: token };
    const method: MarkToken = known.get(name) ?? { kind: 'mark', mark };
    known.set(name, method);
    flow.propagation.add(out, method);
    return true;
  }

  /** @returns false if the call neither makes a wrapper nor calls a method of one */
  invoke(flow: Flow, site: CallSite, callee: Token): boolean {
    const method = methodOf(callee);
    const [names] = callee.kind === 'outside' ? this.names.wrappers.find(callee) : [];
    if (!method && !names) return false;
    const wrapper = method ? method.of : this.wrapperAt(site, names as FlowWrapper);
    const { handlers, middlewares } = wrapper.mark.names;
    for (const value of site.args)
      flow.propagation.listen(value, (token) => {
        flow.escape(token);
      });
    if (!method || handlers.includes(method.name)) this.wrap(flow, site, wrapper);
    else if (middlewares.includes(method.name))
      for (const value of site.args) this.use(flow, value, { wrapper, isList: false });
    flow.propagation.add(site.result, wrapper);
    return true;
  }

  private wrapperAt(site: CallSite, names: FlowWrapper): WrapperToken {
    const known = this.made.get(site);
    if (known) return known;
    const mark: Wrapper = { kind: 'wrapper', names, filters: new FlowNode(), before: new Set() };
    const token: WrapperToken = { kind: 'mark', mark };
    this.made.set(site, token);
    return token;
  }

  /** A handler gets what the middlewares let through of an event. */
  private wrap(flow: Flow, { args: [handler] }: CallSite, { mark: { filters, before } }: WrapperToken): void {
    const { events, ways, handlers } = this.given;
    if (!handler) return;
    flow.propagation.listen(handler, (token) => {
      const unit = token instanceof ObjectToken ? token.unit : null;
      const param = unit?.params[0];
      if (!unit || !param) return;
      flow.enter(unit);
      handlers.add(flow, unit);
      flow.decide(filters, (filter) => {
        for (const data of events)
          ways.schemas.pass({ flow, data }, filter, (left) => {
            this.passOn(flow, left, { before, out: param });
          });
      });
    });
  }

  /** An event, as the functions that get it before leave it: once all of them are known. */
  private passOn(
    flow: Flow,
    token: Token,
    { before, out }: { readonly before: ReadonlySet<Unit>; readonly out: FlowNode },
  ): void {
    const add = (left: Token): void => {
      flow.propagation.add(out, left);
    };
    if (!isTaint(token)) add(token);
    else
      flow.decide(new FlowNode(), () => {
        const steps = [...before].flatMap((unit) => turnOf(unit) ?? []);
        const restrictions = steps.map((turn) => (data: TaintToken, give: (left: Token) => void): void => {
          const left = new FlowNode();
          this.given.ways.turns.pass(flow, data, { ...turn, out: left });
          flow.propagation.listen(left, give);
        });
        inTurn({ flow, data: token }, restrictions, add);
      });
  }

  /** `use(validator({ eventSchema }))`, `use([…])`, `use({ before(request) { … } })` */
  private use(
    flow: Flow,
    value: FlowNode,
    { wrapper, isList }: { readonly wrapper: WrapperToken; readonly isList: boolean },
  ): void {
    const { events, ways } = this.given;
    flow.propagation.listen(value, (token) => {
      if (ways.schemas.isFilter(token)) flow.propagation.add(wrapper.mark.filters, token);
      if (!(token instanceof ObjectToken)) return;
      if (token.form === 'array' && !isList)
        this.use(flow, flow.properties.all(token), { wrapper, isList: true });
      flow.propagation.listen(flow.properties.lookup(token, 'before'), (before) => {
        const param = before instanceof ObjectToken ? before.unit?.params[0] : null;
        if (!param || !(before instanceof ObjectToken) || !before.unit) return;
        flow.enter(before.unit);
        wrapper.mark.before.add(before.unit);
        ways.passages.starts.add(param);
        for (const data of events) flow.propagation.add(param, ways.taints.inField(data, 'event'));
      });
    });
  }
}
