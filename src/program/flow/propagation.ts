import { limitOf } from '../../files/index.js';
import { isOfNode, UNKNOWN, type FlowNode, type Token } from './value.js';

/** Limits as long as a program is followed: looking each of them up for each value costs as much as moving it. */
interface FlowLimits {
  readonly texts: number;
  readonly objects: number;
  readonly values: number;
  readonly modules: number;
  readonly steps: number;
}

function flowLimits(): FlowLimits {
  return {
    texts: limitOf('flow-texts'),
    objects: limitOf('flow-objects'),
    values: limitOf('flow-values'),
    modules: limitOf('flow-modules'),
    steps: limitOf('flow-steps'),
  };
}

/** Steps that are kept after they were taken. */
const TAKEN_STEPS = 65_536;

interface Step {
  readonly node: FlowNode;
  readonly token: Token;
  /** The only listener that is called; null: all, and the value goes on along the edges. */
  readonly listener: ((token: Token) => void) | null;
}

/** Whether unknown code may get a value instead of a place: its functions are followed, its properties are read by name. */
function isObject(node: FlowNode, token: Token): boolean {
  if (token.kind === 'native' || token.kind === 'accessor') return true;
  if (token.kind === 'outside') return isOfNode(token) || token.path.length >= 2;
  if (token.kind !== 'object' || token.form === 'class') return false;
  return token.form !== 'exports' || !node.keepsModules;
}

/** Whether code reads a place. */
function isRead({ targets, listeners }: FlowNode): boolean {
  return targets.size > 0 || listeners !== null;
}

/** Moves values along the edges of a program until nothing changes: a worklist, so that circles of code end. */
export class Propagation {
  private steps: Step[] = [];
  private next = 0;
  /** Number of values that were moved, and of ways for them. */
  private moved = 0;
  /** Whether values were moved so often that the rest is given up. */
  isExhausted = false;
  /** Places with too many values to follow all of them. */
  private readonly full: FlowNode[] = [];
  private readonly handedOver = new Set<Token>();
  private readonly handOver: (token: Token) => void;
  private readonly limits = flowLimits();

  /** @param handOver takes values that are too many for a place: code that is not known gets them. */
  constructor(handOver: (token: Token) => void) {
    this.handOver = handOver;
  }

  /** Whether code reads a place whose values are too many to follow. */
  get isCut(): boolean {
    return this.full.some(isRead);
  }

  add(node: FlowNode, token: Token): void {
    if (node.tokens.has(token)) return;
    if (this.isBeyond(node, token)) return;
    node.tokens.add(token);
    this.steps.push({ node, token, listener: null });
  }

  /** A place with too many values keeps those that it has, and a sign that there are more. What an analysis looks for is always kept. */
  private isBeyond(node: FlowNode, token: Token): boolean {
    if (token === UNKNOWN || token.kind === 'mark') return false;
    if (token.kind === 'text' && (node.texts += 1) > this.limits.texts) {
      this.add(node, UNKNOWN);
      return true;
    }
    if (isObject(node, token) && (node.objects += 1) > this.limits.objects) {
      this.withhold(node, token);
      return true;
    }
    if (node.tokens.size < this.limits[node.keepsModules ? 'modules' : 'values']) return false;
    if (!node.isFull) {
      node.isFull = true;
      this.full.push(node);
      this.add(node, UNKNOWN);
    }
    return true;
  }

  private withhold(node: FlowNode, token: Token): void {
    this.add(node, UNKNOWN);
    if (isRead(node)) this.handOverOnce(node, token);
    else (node.withheld ??= new Set()).add(token);
  }

  /** Gives a value to code that is not known, once. */
  handOverOnce(node: FlowNode, token: Token): void {
    if (this.handedOver.has(token)) return;
    this.handedOver.add(token);
    this.steps.push({ node, token, listener: this.handOver });
  }

  /** Code begins to read a place: what is too much for it goes to code that is not known. */
  private handOverWithheld(node: FlowNode): void {
    const { withheld } = node;
    if (!withheld) return;
    node.withheld = null;
    for (const token of withheld) this.handOverOnce(node, token);
  }

  edge(from: FlowNode, to: FlowNode): void {
    if (from === to || from.targets.has(to)) return;
    from.targets.add(to);
    this.handOverWithheld(from);
    // Edges and listeners take memory as values do.
    this.moved += 1;
    const { tokens } = from;
    for (let at = 0; at < tokens.size; at += 1) this.add(to, tokens.at(at) as Token);
  }

  /** Calls back for each value that a place has or gets: later, so that nothing nests. */
  listen(node: FlowNode, listener: (token: Token) => void): void {
    (node.listeners ??= []).push(listener);
    this.handOverWithheld(node);
    this.moved += 1;
    // Values come in the order in which they are delivered: the others are still on their way.
    const { tokens, delivered } = node;
    for (let at = 0; at < delivered; at += 1)
      this.steps.push({ node, token: tokens.at(at) as Token, listener });
  }

  private deliver({ node, token, listener }: Step): void {
    if (listener) {
      listener(token);
      return;
    }
    node.delivered += 1;
    const { targets } = node;
    for (let at = 0; at < targets.size; at += 1) this.add(targets.at(at) as FlowNode, token);
    const { listeners } = node;
    const count = listeners?.length ?? 0;
    for (let at = 0; at < count; at += 1) listeners?.[at]?.(token);
  }

  /** Number of steps so far. */
  get taken(): number {
    return this.moved;
  }

  get isIdle(): boolean {
    return this.next >= this.steps.length;
  }

  /** Gives up the memory of steps that were taken. */
  private forgetTaken(): void {
    this.steps = this.steps.slice(this.next);
    this.next = 0;
  }

  /** @returns false if the number of steps, or what the caller allows, was over first. */
  drain(isSpent: () => boolean): boolean {
    for (; this.next < this.steps.length; this.next += 1) {
      if (this.next >= TAKEN_STEPS) this.forgetTaken();
      this.moved += 1;
      this.isExhausted ||= this.moved > this.limits.steps;
      if (this.isExhausted || ((this.next & 0xfff) === 0xfff && isSpent())) return false;
      this.deliver(this.steps[this.next] as Step);
    }
    this.steps = [];
    this.next = 0;
    return true;
  }
}
