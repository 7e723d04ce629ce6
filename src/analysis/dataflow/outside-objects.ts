import type { AnyNode } from 'acorn';
import {
  ANY_NAME,
  bareNode,
  FlowNode,
  nameOfKey,
  ObjectToken,
  variableAt,
  type CallSite,
  type Flow,
  type OutsideToken,
  type StoredInto,
} from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import type { SinkHit } from './sinks.js';
import type { Passages } from '../schemas/passages.js';
import { applies, isTaint, type Taints, type TaintToken } from '../schemas/taint.js';

/** The expression of the object that code made, of a method of it or of its parts. */
function ownerOf(call: AnyNode, { path }: OutsideToken): AnyNode | null {
  let at = call.type === 'CallExpression' ? bareNode(call.callee) : call;
  for (let steps = path.length - 1 - path.lastIndexOf('()'); steps > 0; steps -= 1) {
    if (at.type !== 'MemberExpression') return null;
    at = bareNode(at.object);
  }
  return at;
}

export interface StoredValue {
  readonly name: string;
  readonly value: FlowNode;
}

interface Finder {
  readonly passages: Passages;
  readonly taints: Taints;
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

  /** A method fills the object that it belongs to: `zip.loadAsync(bytes)`, `book.xlsx.load(bytes)`. */
  fill(flow: Flow, { node, scope, args }: CallSite, callee: OutsideToken): void {
    const filled = this.names.fills.find(callee).length > 0 ? ownerOf(node, callee) : null;
    if (!filled) return;
    const { passages, taints } = this.finder;
    this.eachBeside(flow, { node: filled, scope }, (beside) => {
      const to = flow.properties.slot(beside, ANY_NAME);
      for (const value of args) passages.deep(flow, value, { to, as: (token) => taints.object(token) });
    });
  }

  /** Calls back with the object beside the value of an expression; of a property, that of each object that has it. */
  private eachBeside(flow: Flow, place: NonNullable<Place>, found: (beside: ObjectToken) => void): void {
    const beside = this.beside(flow, place);
    if (beside) found(beside);
    const { node, scope } = place;
    const name = node.type === 'MemberExpression' ? nameOfKey({ ...node, key: node.property }) : null;
    if (beside || node.type !== 'MemberExpression' || name === null) return;
    flow.propagation.listen(flow.valueAt(node.object, scope), (token) => {
      if (token instanceof ObjectToken) found(this.madeAt(flow, flow.properties.slot(token, name)));
    });
  }

  private beside(flow: Flow, place: Place): ObjectToken | null {
    const holder = place ? this.holderOf(flow, place) : null;
    return holder && this.madeAt(flow, holder);
  }

  private madeAt(flow: Flow, holder: FlowNode): ObjectToken {
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
