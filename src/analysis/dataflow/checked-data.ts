import type { FlowRule } from '../../model/index.js';
import {
  ObjectToken,
  PLAIN,
  type Flow,
  type FunctionNode,
  type PropertyRead,
  type Token,
  type Unit,
} from '../../program/index.js';
import { CheckedNames } from './checked-names.js';
import { provedBy } from './predicates.js';
import type { Taints, TaintToken } from './taint.js';

/** `Number.isInteger`, and its like in packages. */
const TYPE_TEST = /^is(?:Integer|SafeInteger|Finite|UUID|Int|Numeric|Alphanumeric|ISO8601|MongoId|ULID)$/;

function isFunctionUnit(node: Unit['node']): node is FunctionNode {
  return node.type !== 'Program' && !node.type.startsWith('Class');
}

/** Data that code reads where it has checked it. */
export class CheckedData {
  private readonly names: CheckedNames;
  private readonly taints: Taints;

  constructor(rules: readonly FlowRule[], taints: Taints) {
    this.names = new CheckedNames(rules);
    this.taints = taints;
  }

  /** Whether code has checked what it reads in any way. */
  isAny(place: PropertyRead['place']): boolean {
    return this.names.at(place).length > 0;
  }

  /** Passes data on from where code has checked it: without the rules whose check it passed. */
  pass(flow: Flow, token: TaintToken, { out, place }: Pick<PropertyRead, 'out' | 'place'>): void {
    const checks = this.names.at(place);
    const cleared = checks.map(({ kind, by }) => (by ? [] : this.names.clearedBy(kind)));
    if (cleared.includes(null)) {
      flow.propagation.add(out, PLAIN);
      return;
    }
    const left = this.taints.without(
      token,
      cleared.flatMap((rules) => rules ?? []),
    );
    const [call] = checks.flatMap(({ by }) => by ?? []);
    if (!call) {
      flow.propagation.add(out, left);
      return;
    }
    // Whether it was checked is known once the function is that the code calls.
    flow.propagation.listen(flow.valueAt(call.callee, place.scope), (callee) => {
      flow.propagation.add(out, this.proved(left, callee, call.parameter));
    });
  }

  /** What data is after a function has said that it is good. */
  proved(token: TaintToken, callee: Token, parameter: number): Token {
    if (callee.kind === 'outside') return TYPE_TEST.test(callee.path.at(-1) ?? '') ? PLAIN : token;
    if (!(callee instanceof ObjectToken) || !callee.unit || !isFunctionUnit(callee.unit.node)) return token;
    const kind = provedBy(callee.unit.node, parameter);
    if (kind === null) return token;
    const rules = this.names.clearedBy(kind);
    return rules ? this.taints.without(token, rules) : PLAIN;
  }
}
