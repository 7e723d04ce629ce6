import type { FlowRule } from '../../model/index.js';
import {
  ObjectToken,
  type CallSite,
  type Flow,
  type FlowNode,
  type JoinedPart,
  type OutsideToken,
  type Token,
} from '../../program/index.js';
import { listsNames } from '../call-text.js';
import { bytesOf, decodedText, joinedText, normalPath } from '../texts/text-state.js';
import { isTaint, type Taints, type TaintToken } from './taint.js';

/** Objects inside each other that are looked into. */
const DEEPEST = 3;

/** Objects whose elements are data: of an object with methods, code asks for what it needs. */
const HOLDERS: ReadonlySet<string> = new Set(['literal', 'array', 'container']);

/** Objects of the program that may say themselves what text they are. */
const WRITTEN: ReadonlySet<string> = new Set(['instance', 'literal']);

/** Functions of the language that decode a text. */
const DECODING = /^(?:decodeURIComponent|decodeURI|unescape)$/;

/** Functions of Node that make bytes. */
const BYTES = /^(?:Buffer\.(?:from|concat)|Uint8Array)$/;

/** How a function of the language or of Node changes what is known of an argument; null: the function is another one. */
function wayOfText(
  { module, path }: OutsideToken,
  taints: Taints,
): ((token: TaintToken, at: number) => TaintToken) | null {
  const name = path.at(-1) ?? '';
  if (BYTES.test(path.join('.'))) return (token) => taints.as(token, bytesOf);
  if (DECODING.test(name)) return (token) => taints.as(token, decodedText);
  if (module !== 'path' || !/^(?:join|normalize|resolve)$/.test(name)) return null;
  const isJoin = name === 'join';
  return (token, at) =>
    taints.as(isJoin && at > 0 ? taints.below(token) : token, (cleared) =>
      normalPath(cleared, name === 'resolve'),
    );
}

/** The ways of data that are no ways of values: through texts, calls and properties. */
export class Passages {
  /** Places by the places that their data comes from. */
  readonly next = new Map<FlowNode, Set<FlowNode>>();
  /** Places that hold data from outside to begin with. */
  readonly starts = new Set<FlowNode>();
  private readonly taints: Taints;

  constructor(taints: Taints) {
    this.taints = taints;
  }

  note(from: FlowNode, to: FlowNode): void {
    const known = this.next.get(from);
    if (known) known.add(to);
    else this.next.set(from, new Set([to]));
  }

  /** Lets data flow from a place, and from the objects in it, to another. */
  deep(flow: Flow, from: FlowNode, passage: Passage): void {
    const { to, as, depth = DEEPEST } = passage;
    this.note(from, to);
    flow.propagation.listen(from, (token) => {
      if (isTaint(token))
        this.taints.whole(token, (each) => {
          flow.propagation.add(to, as && isTaint(each) ? as(each) : each);
        });
      else this.inside(flow, token, { ...passage, depth });
    });
  }

  /** Lets data flow where code makes a text of a value: of an own object, what its `toString` gives. */
  text(flow: Flow, value: FlowNode, passage: Passage): void {
    this.deep(flow, value, passage);
    flow.propagation.listen(value, (token) => {
      if (!(token instanceof ObjectToken) || !WRITTEN.has(token.form)) return;
      flow.propagation.listen(flow.properties.lookup(token, 'toString'), (method) => {
        if (!(method instanceof ObjectToken) || !method.unit) return;
        flow.enter(method.unit);
        this.deep(flow, method.unit.returns, passage);
      });
    });
  }

  /** Lets data flow from the parts of a text to the text. */
  join(flow: Flow, parts: readonly JoinedPart[], to: FlowNode): void {
    const inText = joinedText(parts.flatMap(({ before, own }) => [before, own]));
    for (const { value, before } of parts)
      this.text(flow, value, {
        to,
        as: (token) => this.taints.as(this.taints.behind(token, before), inText),
      });
  }

  /** Lets the data in an object flow to another place. */
  inside(flow: Flow, token: Token, { depth = DEEPEST, ...passage }: Passage): void {
    if (depth === 0 || !(token instanceof ObjectToken) || !HOLDERS.has(token.form)) return;
    this.deep(flow, flow.properties.all(token), { ...passage, depth: depth - 1 });
  }

  /** The result of a call may hold its arguments. @param isObject the call turns texts into objects @returns whether the result holds nothing else */
  through(
    flow: Flow,
    { args, result }: CallSite,
    { callee, isObject }: { readonly callee: OutsideToken; readonly isObject: boolean },
  ): boolean {
    const way = wayOfText(callee, this.taints);
    const depth = listsNames(callee) ? 0 : DEEPEST;
    for (const [at, value] of args.entries()) {
      const as = (token: TaintToken): TaintToken =>
        isObject ? this.taints.object(token) : (way?.(token, at) ?? token);
      this.deep(flow, value, { to: result, as, depth });
    }
    return way !== null;
  }

  /** What a call gives after which some rules no longer apply. */
  cleaned(flow: Flow, { args, result }: CallSite, cleans: readonly (FlowRule | null)[]): void {
    if (cleans.includes(null)) return;
    const rules = cleans.flatMap((rule) => rule?.id ?? []);
    const as = (token: TaintToken): TaintToken => this.taints.without(token, rules);
    for (const value of args) this.text(flow, value, { to: result, as });
  }
}

interface Passage {
  readonly to: FlowNode;
  /** What the data is once it has passed; absent: the same. */
  readonly as?: (token: TaintToken) => TaintToken;
  /** Objects inside each other that are looked into. */
  readonly depth?: number;
}
