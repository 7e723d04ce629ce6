import {
  FlowNode,
  isExponential,
  ObjectToken,
  PLAIN,
  type CallSite,
  type Flow,
  type OutsideToken,
  type Token,
} from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import { methodName } from '../call-text.js';
import { patternFrom, patternOf } from '../schemas/patterns.js';
import { applies, isTaint, type TaintToken } from '../schemas/taint.js';
import { codeOf, type SinkHit } from './sinks.js';

/** Methods of an emitter that add a listener, and the method that calls the listeners. */
const LISTENING: ReadonlySet<string> = new Set(['on', 'once', 'addListener', 'prependListener']);
const EMITTING = 'emit';
/** How many names of events, and how many arguments of an event, are followed. */
const MOST_EVENTS = 256;
const MOST_ARGUMENTS = 8;

/** Methods of a text that turn their first argument into a pattern. */
const MATCHING: ReadonlySet<string> = new Set(['match', 'matchAll']);

/** The arguments of all events of a name, and their listeners. */
interface Listened {
  readonly listeners: FlowNode;
  readonly args: readonly FlowNode[];
}

interface Ways {
  readonly found: (hit: SinkHit) => void;
  /** Looks at the arguments of a call. */
  readonly watch: (flow: Flow, site: CallSite, callee: OutsideToken) => void;
}

/** Effects of calls of the language and of Node that no rule names: patterns made of texts, and events that the program emits. */
export class LanguageCalls {
  private readonly ways: Ways;
  private readonly slow: SlowMatches;
  private readonly events = new Map<string, Listened>();

  constructor(names: CallNames, ways: Ways) {
    this.ways = ways;
    this.slow = new SlowMatches(names, ways);
  }

  /** Code calls a method of a value that is no object of the program. */
  method(flow: Flow, site: CallSite, callee: Token): void {
    const name = methodName(site) ?? '';
    if (isTaint(callee)) this.slow.ofData(flow, site, callee);
    else if (callee.kind === 'plain' || callee.kind === 'unknown') this.slow.ofOther(flow, site);
    if (MATCHING.has(name) && callee.kind !== 'outside')
      this.ways.watch(flow, site, flow.outside('text', [name]));
    if (LISTENING.has(name))
      this.named(flow, site, ({ listeners }) => this.edge(flow, site.args[1], listeners));
    if (name === EMITTING)
      this.named(flow, site, ({ args }) => {
        for (const [at, arg] of args.entries()) this.edge(flow, site.args[at + 1], arg);
      });
  }

  private edge(flow: Flow, from: FlowNode | undefined, to: FlowNode): void {
    if (from) flow.propagation.edge(from, to);
  }

  private named(flow: Flow, { args: [name] }: CallSite, run: (event: Listened) => void): void {
    if (name)
      flow.propagation.listen(name, (token) => {
        const event = token.kind === 'text' ? this.event(flow, token.text) : null;
        if (event) run(event);
      });
  }

  private event(flow: Flow, name: string): Listened | null {
    const known = this.events.get(name);
    if (known || this.events.size >= MOST_EVENTS) return known ?? null;
    const args = Array.from({ length: MOST_ARGUMENTS }, () => new FlowNode());
    const listeners = new FlowNode();
    this.events.set(name, { listeners, args });
    flow.propagation.listen(listeners, (token) => {
      if (!(token instanceof ObjectToken) || !token.unit) return;
      flow.enter(token.unit);
      for (const [at, param] of token.unit.params.entries()) this.edge(flow, args[at], param);
    });
    return { listeners, args };
  }

  /** `new RegExp('^[a-z]+$')`. @returns false if the call makes no pattern */
  pattern(flow: Flow, { args: [source, flags], result }: CallSite, { module, path }: OutsideToken): boolean {
    if (module !== '' || path.length !== 1 || path[0] !== 'RegExp' || !source) return false;
    const made = (text: string, sign: string): void => {
      flow.propagation.add(result, patternFrom(text, sign));
    };
    flow.propagation.listen(source, (token) => {
      if (token.kind !== 'text') flow.propagation.add(result, isTaint(token) ? token : PLAIN);
      else if (!flags) made(token.text, '');
      else
        flow.propagation.listen(flags, (sign) => {
          if (sign.kind === 'text') made(token.text, sign.text);
        });
    });
    return true;
  }
}

/** Methods of a text whose first argument is a pattern, and methods of a pattern whose first argument is a text. */
const OF_TEXTS = /^(?:match|matchAll|search|replace|replaceAll|split)$/;
const OF_PATTERNS = /^(?:test|exec)$/;

/** Patterns of the code that take exponential time, where data is matched with them. */
class SlowMatches {
  private readonly names: CallNames;
  private readonly steps: Ways;

  constructor(names: CallNames, steps: Ways) {
    this.names = names;
    this.steps = steps;
  }

  /** A method of data. */
  ofData(flow: Flow, site: CallSite, data: TaintToken): void {
    const [pattern] = site.args;
    if (!pattern || !OF_TEXTS.test(methodName(site) ?? '')) return;
    flow.propagation.listen(pattern, (token) => {
      if (!isExponential(patternOf(token)?.source ?? '')) return;
      for (const { rule } of this.names.sinks.find(matching(flow)))
        if (applies(rule, data))
          this.steps.found({ rule, code: codeOf(site), value: site.callee, part: data.mark.part });
    });
  }

  /** Code calls a method of another value, perhaps of a pattern. */
  ofOther(flow: Flow, site: CallSite): void {
    const { node, scope } = site;
    if (!OF_PATTERNS.test(methodName(site) ?? '') || node.type !== 'CallExpression') return;
    const callee = node.callee.type === 'ChainExpression' ? node.callee.expression : node.callee;
    if (callee.type !== 'MemberExpression') return;
    flow.propagation.listen(flow.valueAt(callee.object, scope), (token) => {
      if (isExponential(patternOf(token)?.source ?? '')) this.steps.watch(flow, site, matching(flow));
    });
  }
}

/** The name by which rules know that a text is matched with a pattern. */
function matching(flow: Flow): OutsideToken {
  return flow.outside('pattern', ['match']);
}
