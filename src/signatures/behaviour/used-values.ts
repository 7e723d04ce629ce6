import type { AnyNode } from 'acorn';
import {
  ObjectToken,
  type CallSite,
  type Flow,
  type FlowNode,
  type OutsideToken,
} from '../../program/index.js';
import type { BehaviourNames } from './behaviour-names.js';
import { CALLERS, methodName } from './mark-methods.js';
import { spanOf, type Marks } from './marks.js';

interface Using {
  readonly names: Pick<BehaviourNames, 'uses'>;
  readonly marks: Marks;
  readonly isFollowed: (kind: string) => boolean;
}

/** Stands in a mark for the function that tells what a value is: properties that say little of it do not count. */
const USED = 'used:';

/** The name of the property that a member expression reads; null if code computes it. */
function propertyName({ property, computed }: Extract<AnyNode, { type: 'MemberExpression' }>): string | null {
  return !computed && property.type === 'Identifier' ? property.name : null;
}

/** Values that are told by what code gives them to: the secret that it signs with, the password that it compares. */
export class UsedValues {
  private readonly using: Using;

  constructor(using: Using) {
    this.using = using;
  }

  /** Marks the variable or the property that a call is given where it takes a secret. */
  use(flow: Flow, site: CallSite, callee: OutsideToken): void {
    const { names, marks, isFollowed } = this.using;
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
}
