import type { AnyNode } from 'acorn';
import {
  type CheckingCall,
  type CheckKind,
  type Flow,
  isFunctionNode,
  type MarkToken,
  ObjectToken,
  provedBy,
  provedByPattern,
  type Token,
} from '../../program/index.js';

/** A pattern that code names: it is known wherever code uses it. */
interface PatternMark {
  readonly kind: 'pattern';
  readonly source: string;
  readonly flags: string;
}

/** The value of a pattern in the code. */
export function patternToken(node: AnyNode): MarkToken | null {
  if (node.type !== 'Literal' || !('regex' in node) || !node.regex) return null;
  const mark: PatternMark = { kind: 'pattern', source: node.regex.pattern, flags: node.regex.flags };
  return { kind: 'mark', mark };
}

export function patternOf(token: Token): PatternMark | null {
  const mark = token.kind === 'mark' ? (token.mark as Partial<PatternMark>) : null;
  return mark?.kind === 'pattern' ? (mark as PatternMark) : null;
}

/** What a text is that a pattern fits; null if it may be anything, or if the value is no pattern. */
export function provedByToken(token: Token): CheckKind | null {
  const pattern = patternOf(token);
  return pattern && !pattern.flags.includes('m') ? provedByPattern(pattern.source) : null;
}

interface CheckingFunction {
  readonly callee: Token;
  readonly parameter: number;
  readonly shows: CheckingCall['shows'];
}

/** Calls back with what a function has checked of a parameter, as far as code shows how it went; with null if it may not have checked it. */
export function provedByFunction(
  flow: Flow,
  { callee, parameter, shows }: CheckingFunction,
  found: (kind: CheckKind | null) => void,
): void {
  const unit = callee instanceof ObjectToken ? callee.unit : null;
  if (!unit || !isFunctionNode(unit.node) || shows === 'result') {
    found(null);
    return;
  }
  const { kind, patterns } = provedBy(unit.node, { parameter, element: null, isTrue: shows === 'true' });
  const [pattern, ...others] = patterns;
  // Where several ways lead through the function, only what all of them prove holds.
  if (!pattern || others.length > 0 || !unit.outer) found(kind);
  else
    flow.propagation.listen(flow.valueAt(pattern, unit.outer), (token) => {
      found(provedByToken(token));
    });
}

/** Elements that are looked at: a pair has a name and its value. */
const KEPT_ELEMENTS = 2;

/** What is known of a pair's elements, by position, once a callback returned true for it: `([name]) => NAMES.has(name)`. */
export function provedOfElements(node: AnyNode | undefined): ReadonlyMap<string, CheckKind> {
  const proved = new Map<string, CheckKind>();
  if (!node || !isFunctionNode(node) || node.params[0]?.type !== 'ArrayPattern') return proved;
  for (let at = 0; at < KEPT_ELEMENTS; at += 1) {
    const { kind } = provedBy(node, { parameter: 0, element: at, isTrue: true });
    if (kind !== null) proved.set(String(at), kind);
  }
  return proved;
}
