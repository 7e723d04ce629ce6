import { FlowNode, ObjectToken, type Flow, type MarkToken, type Token } from '../../program/index.js';

/** The decorators of a field of a class: all of them say what it may hold. */
interface Decorated {
  readonly kind: 'decorated';
  readonly decorators: readonly FlowNode[];
}

function decoratedOf(token: Token | null): Decorated | null {
  const mark = token?.kind === 'mark' ? (token.mark as Partial<Decorated>) : null;
  return mark?.kind === 'decorated' ? (mark as Decorated) : null;
}

interface Field {
  readonly prototype: ObjectToken;
  readonly name: string;
}

/** The decorators of the fields of a program's classes. */
export class DecoratedFields {
  private readonly own = new Map<ObjectToken, Map<string, FlowNode>>();
  private readonly found = new Map<ObjectToken, Map<string, FlowNode>>();

  /** Code decorates a field of a prototype. */
  add(flow: Flow, { prototype, name }: Field, decorators: readonly FlowNode[]): void {
    const mark: Decorated = { kind: 'decorated', decorators };
    const token: MarkToken = { kind: 'mark', mark };
    flow.propagation.add(placeIn(this.own, prototype, name).place, token);
  }

  /** The place with what decorates a field of a prototype, or of those that it inherits from. */
  private lookup(flow: Flow, prototype: ObjectToken, name: string): FlowNode {
    const { place, isNew } = placeIn(this.found, prototype, name);
    if (!isNew) return place;
    flow.propagation.edge(placeIn(this.own, prototype, name).place, place);
    flow.propagation.listen(prototype.prototypes, (above) => {
      if (above instanceof ObjectToken) flow.propagation.edge(this.lookup(flow, above, name), place);
    });
    return place;
  }

  /** Calls back with the decorators of a field of a class; with null if it has none. */
  of(
    flow: Flow,
    { made, name }: { readonly made: ObjectToken; readonly name: string },
    found: (decorators: readonly FlowNode[] | null) => void,
  ): void {
    const place = new FlowNode();
    flow.propagation.listen(flow.properties.lookup(made, 'prototype'), (prototype) => {
      if (prototype instanceof ObjectToken) flow.propagation.edge(this.lookup(flow, prototype, name), place);
    });
    flow.decide(place, (token) => {
      found(decoratedOf(token)?.decorators ?? null);
    });
  }
}

function placeIn(
  table: Map<ObjectToken, Map<string, FlowNode>>,
  owner: ObjectToken,
  name: string,
): { readonly place: FlowNode; readonly isNew: boolean } {
  const byName = table.get(owner) ?? new Map<string, FlowNode>();
  table.set(owner, byName);
  const known = byName.get(name);
  const place = known ?? new FlowNode();
  byName.set(name, place);
  return { place, isNew: known === undefined };
}
