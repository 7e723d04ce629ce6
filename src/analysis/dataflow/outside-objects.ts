import { FlowNode, type Flow, type OutsideToken } from '../../program/index.js';
import type { CallNames } from '../call-names.js';
import type { SinkHit } from './sinks.js';
import { applies, type TaintToken } from '../schemas/taint.js';

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

/** Objects of frameworks that code writes to and reads from: a response, the context of a request. */
export class OutsideObjects {
  private readonly places = new Map<string, FlowNode>();
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
    const isSource = this.names.sources.find({ ...token, path: [...token.path, name] }).length > 0;
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
}
