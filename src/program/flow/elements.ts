import { limitOf } from '../../files/index.js';
import type { Flow } from './flow.js';
import { keep } from './known-code.js';
import {
  ANY_NAME,
  FlowNode,
  ObjectToken,
  PLAIN,
  type CallSite,
  type ElementRead,
  type Token,
} from './value.js';

/** Objects whose elements are their properties. Of another object, the object stands for what iterating it gives. */
function holdsElements(token: Token): token is ObjectToken {
  return token instanceof ObjectToken && (token.form === 'array' || token.form === 'container');
}

/** The array that a call makes. */
export function arrayAt(flow: Flow, { node }: Pick<CallSite, 'node'>): ObjectToken {
  return keep(flow.arrays, node, () => new ObjectToken('array'));
}

/** `list.concat(value)`: the elements of a list are joined; what is no list becomes an element. */
export function joinList(flow: Flow, value: FlowNode, site: Pick<CallSite, 'node' | 'result'>): void {
  flow.propagation.listen(value, (token) => {
    const isElement = token instanceof ObjectToken && !holdsElements(token);
    const joined = isElement ? arrayAt(flow, site) : token;
    if (isElement) flow.propagation.add(flow.properties.slot(arrayAt(flow, site), ANY_NAME), token);
    flow.propagation.add(site.result, joined);
  });
}

/** The values that iterating gives: the elements of arrays and containers. */
export function elementsOf(flow: Flow, from: FlowNode, to: FlowNode): void {
  flow.propagation.listen(from, (token) => {
    if (holdsElements(token)) flow.propagation.edge(flow.properties.all(token), to);
    // The entries of a map: a pair of which each element is one of the map's values.
    if (token.kind === 'mark' && flow.domain.elementAt)
      flow.domain.elementAt(flow, token, { at: null, out: to });
    else if (!holdsElements(token) || token.form === 'container') flow.propagation.add(to, token);
    if (token.kind === 'mark') flow.domain.iterated?.(from, to);
    if (token instanceof ObjectToken && token.form === 'instance') iterate(flow, token, to);
  });
}

/** Instances give what their class's generator under a computed name gives: `*[Symbol.iterator]() { … }`. */
function iterate(flow: Flow, instance: ObjectToken, to: FlowNode): void {
  flow.propagation.listen(instance.prototypes, (prototype) => {
    if (!(prototype instanceof ObjectToken)) return;
    flow.propagation.listen(flow.properties.slot(prototype, ANY_NAME), (method) => {
      const unit = method instanceof ObjectToken ? method.unit : null;
      if (!unit || !('generator' in unit.node) || !unit.node.generator) return;
      flow.enter(unit);
      flow.propagation.add(unit.receiver, instance);
      elementsOf(flow, unit.returns, to);
    });
  });
}

/** Lets what code takes by a key, or by a test, flow on. */
export function takeByKey(flow: Flow, from: FlowNode, to: FlowNode): void {
  const { domain } = flow;
  if (domain.isOfAll)
    flow.propagation.listen(from, (token) => {
      if (token.kind !== 'mark' || !domain.isOfAll?.(token)) flow.propagation.add(to, token);
    });
  else flow.propagation.edge(from, to);
}

const WITHOUT_ELEMENTS: ReadonlySet<string> = new Set(['prototype', 'class', 'function']);

/** The values of a property whose name is computed. @param isCalled whether code calls the value. */
export function computedValues(
  flow: Flow,
  from: FlowNode,
  { out, isCalled, key = null, takesAll = false }: ComputedRead,
): void {
  flow.propagation.listen(from, (token) => {
    if (token instanceof ObjectToken) {
      // Helpers of bundlers copy exports one by one: that uses none of them.
      const isCopy = token.form === 'exports' && !isCalled;
      if (isCopy || WITHOUT_ELEMENTS.has(token.form)) return;
      if (takesAll) flow.propagation.edge(flow.properties.all(token), out);
      else takeByKey(flow, flow.properties.all(token), out);
    } else readOther(flow, token, { out, by: key });
    if (token.kind === 'mark') flow.domain.iterated?.(from, out);
  });
}

/** A property, whose name code computes, of what is no object of the program. */
function readOther(flow: Flow, token: Token, read: ElementRead): void {
  if (token.kind === 'mark' || token.kind === 'outside') flow.domain.element?.(flow, token, read);
  else if (token.kind === 'plain' || token.kind === 'nothing' || token.kind === 'unknown')
    flow.propagation.add(read.out, token);
}

export interface ComputedRead {
  readonly out: FlowNode;
  readonly isCalled: boolean;
  /** Whether code takes all values, not one of them. */
  readonly takesAll?: boolean;
  /** The name that code computes. */
  readonly key?: FlowNode | null;
}

/** Lets the objects of a place inherit the properties of those of another. */
export function inherit(flow: Flow, from: FlowNode, to: FlowNode): void {
  flow.propagation.listen(to, (token) => {
    if (!(token instanceof ObjectToken)) return;
    flow.propagation.listen(from, (above) => {
      if (above !== token) flow.propagation.add(token.prototypes, above);
    });
  });
}

/** The property names of a value: names that the code writes, names that it computes, and names that come from data. */
export function listNames(flow: Flow, from: FlowNode, out: FlowNode): void {
  flow.domain.keys?.(flow, from, out);
  let count = 0;
  const ofOther = (token: Token): void => {
    if (token.kind === 'mark' && !flow.domain.keys) flow.domain.element?.(flow, token, { out, by: null });
    else flow.propagation.add(out, PLAIN);
  };
  flow.propagation.listen(from, (token) => {
    if (!(token instanceof ObjectToken)) {
      ofOther(token);
      return;
    }
    flow.propagation.edge((token.keys ??= new FlowNode()), out);
    flow.propagation.listen(token.prototypes, (above) => {
      if (above.kind === 'mark') ofOther(above);
    });
    flow.properties.eachSlot(token, (name) => {
      count += 1;
      flow.propagation.add(
        out,
        name === ANY_NAME || count > limitOf('listed-names') ? PLAIN : flow.text(name),
      );
    });
  });
}
