import {
  bareNode,
  FlowNode,
  nameOfKey,
  ObjectToken,
  variableAt,
  type Flow,
  type OutsideToken,
  type StoredInto,
} from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import type { SinkHit } from './sinks.js';
import { applies, isTaint, type TaintToken } from '../schemas/taint.js';

export interface StoredValue {
  readonly name: string;
  readonly value: FlowNode;
}

interface Finder {
  isNamed(token: OutsideToken): boolean;
  /** Data from outside that a place holds to begin with. */
  data(place: FlowNode): TaintToken;
  found(hit: SinkHit): void;
}

type Place = FlowNode['place'];

/** Objects that the program did not make, which code writes to and reads from: a response, the answer of a database. */
export class OutsideObjects {
  private readonly places = new Map<string, FlowNode>();
  private readonly made = new WeakMap<FlowNode, ObjectToken>();
  private readonly names: CallNames;
  private readonly finder: Finder;

  constructor(names: CallNames, finder: Finder) {
    this.names = names;
    this.finder = finder;
  }

  private at({ module, path }: OutsideToken, name: string): FlowNode {
    const key = [module, ...path, name].join('\n');
    const known = this.places.get(key);
    if (known) return known;
    const made = new FlowNode();
    this.places.set(key, made);
    return made;
  }

  /** What code has written to a property is what it reads. @returns true if it holds data from outside. */
  read(
    flow: Flow,
    token: OutsideToken,
    { name, out }: { readonly name: string; readonly out: FlowNode },
  ): boolean {
    if (!this.finder.isNamed(token)) return false;
    flow.propagation.edge(this.at(token, name), out);
    const member = { ...token, path: [...token.path, name] };
    const texts = this.names.constants.find(member);
    for (const text of texts) flow.propagation.add(out, flow.text(text));
    if (texts.length > 0) return true;
    const isSource = this.names.sources.find(member).length > 0;
    if (isSource) flow.propagation.add(out, this.finder.data(out));
    return isSource;
  }

  store(flow: Flow, token: OutsideToken, { name, value }: StoredValue): void {
    if (!this.finder.isNamed(token)) return;
    flow.propagation.edge(value, this.at(token, name));
    for (const rule of this.names.stores.find({ ...token, path: [...token.path, name] }))
      flow.propagation.listen(value, (each) => {
        if (applies(rule, each)) this.finder.found({ rule, code: null, value, part: each.mark.part });
      });
  }

  /** Data that code writes to a value of which no more is known stands in an object beside it: in the variable that holds the value. */
  keep(flow: Flow, { object, name, value }: StoredInto): void {
    let isKept = false;
    flow.propagation.listen(value, (token) => {
      if (isKept || !(isTaint(token) || token instanceof ObjectToken)) return;
      const beside = this.beside(flow, object.place);
      if (!beside) return;
      isKept = true;
      flow.propagation.edge(value, flow.properties.slot(beside, name));
    });
  }

  private beside(flow: Flow, place: Place): ObjectToken | null {
    const holder = place ? this.holderOf(flow, place) : null;
    if (!holder) return null;
    const made = this.made.get(holder) ?? new ObjectToken('literal');
    this.made.set(holder, made);
    flow.propagation.add(holder, made);
    return made;
  }

  /** What holds the values of an expression: a variable, or a property of an object beside one. */
  private holderOf(flow: Flow, { node, scope }: NonNullable<Place>): FlowNode | null {
    const bare = bareNode(node);
    if (bare.type === 'Identifier') return variableAt(flow, { name: bare.name, node: bare, scope });
    if (bare.type !== 'MemberExpression') return null;
    const name = nameOfKey({ computed: bare.computed, key: bare.property });
    const above = name === null ? null : this.beside(flow, { node: bare.object, scope });
    return above && name !== null ? flow.properties.slot(above, name) : null;
  }
}
