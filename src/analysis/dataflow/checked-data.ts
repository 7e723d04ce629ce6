import {
  type Check,
  type Flow,
  isFunctionNode,
  ObjectToken,
  PLAIN,
  type PropertyRead,
  type Token,
} from '../../program/index.js';
import type { FlowRule } from '../../model/index.js';
import { CheckedNames } from './checked-names.js';
import { provedBy } from './predicates.js';
import { isTaint, type Taints, type TaintToken } from './taint.js';

/** `Number.isInteger`, and its like in packages. */
const TYPE_TEST = /^is(?:Integer|SafeInteger|Finite|UUID|Int|Numeric|Alphanumeric|ISO8601|MongoId|ULID)$/;

interface Listed extends Pick<PropertyRead, 'out' | 'place'> {
  readonly lists: readonly Check['list'][];
}

interface Unproved extends Pick<PropertyRead, 'out' | 'place'> {
  readonly calls: readonly NonNullable<Check['by']>[];
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
      const lists = checks.flatMap((check, at) => (cleared[at] === null ? [check.list] : []));
      if (!lists.includes(undefined)) this.passListed(flow, token, { out, place, lists });
      return;
    }
    const left = this.taints.without(
      token,
      cleared.flatMap((rules) => rules ?? []),
    );
    this.passUnproved(flow, left, { out, place, calls: checks.flatMap(({ by }) => by ?? []) });
  }

  /** Passes data on where each list that allows it is data itself. */
  private passListed(flow: Flow, token: TaintToken, { out, place, lists }: Listed): void {
    const [list, ...others] = lists;
    if (!list) {
      flow.propagation.add(out, token);
      return;
    }
    flow.propagation.listen(flow.valueAt(list, place.scope), (value) => {
      if (isTaint(value)) this.passListed(flow, token, { out, place, lists: others });
    });
  }

  /** Passes data on unless one of the functions that code has called has checked it. */
  private passUnproved(flow: Flow, token: TaintToken, { out, place, calls }: Unproved): void {
    const [call, ...others] = calls;
    if (!call) {
      flow.propagation.add(out, token);
      return;
    }
    // Whether it was checked is known once the function is that the code calls.
    flow.propagation.listen(flow.valueAt(call.callee, place.scope), (callee) => {
      const left = this.proved(token, callee, call.parameter);
      if (isTaint(left)) this.passUnproved(flow, left, { out, place, calls: others });
      else flow.propagation.add(out, left);
    });
  }

  /** What data is after a function has said that it is good. */
  proved(token: TaintToken, callee: Token, parameter: number): Token {
    if (callee.kind === 'outside') return TYPE_TEST.test(callee.path.at(-1) ?? '') ? PLAIN : token;
    if (!(callee instanceof ObjectToken) || !callee.unit || !isFunctionNode(callee.unit.node)) return token;
    const kind = provedBy(callee.unit.node, parameter);
    if (kind === null) return token;
    const rules = this.names.clearedBy(kind);
    return rules ? this.taints.without(token, rules) : PLAIN;
  }
}
