import type { Flow, FlowNode, FunctionNode, PropertyRead, Token, Unit } from '../../program/index.js';
import type { BehaviourNames, ReadySource } from './behaviour-names.js';
import { spanOf, type Marks } from './marks.js';

interface Naming {
  readonly names: BehaviourNames;
  readonly marks: Marks;
  readonly isFollowed: (kind: string) => boolean;
}

/** Values that are told by their names, because somebody else gives them: `privateKey`. */
export class NamedValues {
  private readonly marks: Marks;
  private readonly sources: readonly ReadySource[];

  constructor({ names, marks, isFollowed }: Naming) {
    this.marks = marks;
    this.sources = names.named.filter(({ kind }) => isFollowed(kind));
  }

  /** A property of that name. */
  read(flow: Flow, { name, out, place }: Omit<PropertyRead, 'object'>, token: Token): void {
    if (this.sources.length === 0 || token.kind === 'mark') return;
    for (const { kind, named } of this.sources)
      if (named?.isIn(name))
        flow.propagation.add(out, this.marks.taken({ kind, form: 'value', code: spanOf(place) }));
  }

  /** Parameters of a function. */
  enter(flow: Flow, { node, file, params }: Unit): void {
    if (this.sources.length === 0) return;
    const made = madeFrom(flow.sources.get(file) ?? '', node.start);
    for (const { kind, named } of this.sources)
      if (made !== null && named?.isIn(made))
        this.give(flow, params[0], { kind, code: { file, start: node.start, end: node.end } });
    for (const [at, pattern] of (node as FunctionNode).params.entries()) {
      if (pattern.type !== 'Identifier') continue;
      const { name, start, end } = pattern;
      for (const { kind, named } of this.sources)
        if (named?.isIn(name)) this.give(flow, params[at], { kind, code: { file, start, end } });
    }
  }

  private give(
    flow: Flow,
    place: FlowNode | undefined,
    taken: Pick<Parameters<Marks['taken']>[0], 'kind' | 'code'>,
  ): void {
    if (place) flow.propagation.add(place, this.marks.taken({ ...taken, form: 'value' }));
  }
}

/** Characters before a function that hold its name. */
const BEFORE = 60;

/** What a function is given, by the name of the method: `secretKey` of `fromSecretKey(e)`, whose parameters a minifier renames. */
function madeFrom(text: string, start: number): string | null {
  const before = text.slice(Math.max(0, start - BEFORE), start);
  const [, first, rest] = /\bfrom([A-Z])(\w{1,40})\s{0,2}[:=]?\s{0,2}$/.exec(before) ?? [];
  return first === undefined || rest === undefined ? null : first.toLowerCase() + rest;
}
