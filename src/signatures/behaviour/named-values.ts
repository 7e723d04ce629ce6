import type { Flow, FlowNode, FunctionNode, PropertyRead, Token, Unit } from '../../program/index.js';
import type { BehaviourNames, ReadySource } from './behaviour-names.js';
import { spanOf, type CodeSpan, type Marks } from './marks.js';

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

  /** Parameters of a function: by their names, and the first one by the name of the function. */
  enter(flow: Flow, { node, file, params }: Unit): void {
    if (this.sources.length === 0) return;
    const { start, end } = node;
    const made = madeFrom(flow.sources.get(file) ?? '', start);
    if (made !== null) this.giveNamed(flow, params[0], { name: made, code: { file, start, end } });
    for (const [at, pattern] of (node as FunctionNode).params.entries())
      if (pattern.type === 'Identifier')
        this.giveNamed(flow, params[at], {
          name: pattern.name,
          code: { file, start: pattern.start, end: pattern.end },
        });
  }

  private giveNamed(
    flow: Flow,
    place: FlowNode | undefined,
    { name, code }: { readonly name: string; readonly code: CodeSpan },
  ): void {
    for (const { kind, named } of this.sources)
      if (place && named?.isIn(name))
        flow.propagation.add(place, this.marks.taken({ kind, form: 'value', code }));
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
