import type { AnyNode, MemberExpression } from 'acorn';
import {
  ObjectToken,
  type CallSite,
  type Flow,
  type FlowNode,
  type FunctionNode,
  type OutsideToken,
  type PropertyRead,
  type Token,
  type Unit,
} from '../../program/index.js';
import type { BehaviourNames, ReadySource } from './behaviour-names.js';
import { CALLERS, methodName, USED } from './mark-methods.js';
import { spanOf, type CodeSpan, type Marks } from './marks.js';

interface Naming {
  readonly names: BehaviourNames;
  readonly marks: Marks;
  readonly isFollowed: (kind: string) => boolean;
}

/** The name of the property that a member expression reads; null if code computes it. */
function propertyName({ property, computed }: MemberExpression): string | null {
  return !computed && property.type === 'Identifier' ? property.name : null;
}

/** Values that somebody else gives, told by their names (`privateKey`), or by what code does with them. */
export class NamedValues {
  private readonly naming: Naming;
  private readonly marks: Marks;
  private readonly sources: readonly ReadySource[];

  constructor(naming: Naming) {
    const { names, marks, isFollowed } = naming;
    this.naming = naming;
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

  /** Marks the variable or the property that a call is given where it takes a secret. */
  use(flow: Flow, site: CallSite, callee: OutsideToken): void {
    const { names, marks, isFollowed } = this.naming;
    // What calls a function as its method is given one argument more.
    if (CALLERS.has(methodName(site) ?? '')) return;
    for (const { kind, usedAt = 0 } of names.uses.find(callee)) {
      const given = isFollowed(kind) ? site.given[usedAt] : undefined;
      if (!given) continue;
      const mark = marks.taken({ kind, form: 'value', code: spanOf(site), hooked: USED });
      this.eachPlace(flow, { node: given, scope: site.scope }, (place) => {
        flow.propagation.add(place, mark);
      });
    }
  }

  private eachPlace(
    flow: Flow,
    { node, scope }: Pick<CallSite, 'scope'> & { readonly node: AnyNode },
    found: (place: FlowNode) => void,
  ): void {
    if (node.type === 'Identifier') {
      const variable = scope.find(node.name);
      if (variable) found(flow.variable(variable));
    }
    const name = node.type === 'MemberExpression' ? propertyName(node) : null;
    if (node.type !== 'MemberExpression' || name === null) return;
    flow.propagation.listen(flow.valueAt(node.object, scope), (token) => {
      if (token instanceof ObjectToken) found(flow.properties.slot(token, name));
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
