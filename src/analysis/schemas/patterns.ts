import type { AnyNode, CallExpression } from 'acorn';
import {
  type CallSite,
  type Check,
  type CheckingCall,
  type CheckKind,
  type Flow,
  type FlowNode,
  isClosedPrefix,
  isDomainEnd,
  isFunctionNode,
  type MarkToken,
  ObjectToken,
  provedBy,
  provedByPattern,
  provedParts,
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
  return patternFrom(node.regex.pattern, node.regex.flags);
}

const madePatterns = new Map<string, MarkToken>();
/** Patterns that code makes of texts and that are told apart. */
const MOST_MADE = 1024;

/** The value of a pattern, once for each text: places of a program hold values by identity. */
export function patternFrom(source: string, flags: string): MarkToken {
  const key = `${flags}/${source}`;
  const mark: PatternMark = { kind: 'pattern', source, flags };
  const token: MarkToken = madePatterns.get(key) ?? { kind: 'mark', mark };
  if (madePatterns.size < MOST_MADE) madePatterns.set(key, token);
  return token;
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

/** Whether a value is a path as Node puts it together: without a separator at its end. */
function isOpenPath(value: Token): boolean {
  if (value.kind !== 'outside' || value.module !== 'path') return false;
  const [name = '', call] = value.path.slice(-2);
  return call === '()' && OPEN_PATHS.test(name);
}
const OPEN_PATHS = /^(?:resolve|dirname|join|normalize)$/;

/** Calls back with what a check proves whose pattern, or whose text at the beginning, code names. */
export function provedByNamed(
  flow: Flow,
  { pattern, prefix, ends, made }: Pick<Check, 'pattern' | 'prefix' | 'ends' | 'made'>,
  { scope, found }: { readonly scope: CallSite['scope']; readonly found: (kind: CheckKind | null) => void },
): void {
  if (pattern)
    flow.propagation.listen(flow.valueAt(pattern, scope), (each) => {
      found(provedByToken(each));
    });
  else if (prefix)
    flow.propagation.listen(flow.valueAt(prefix, scope), (each) => {
      const isOpen = each.kind === 'text' ? !isClosedPrefix(each.text) : isOpenPath(each);
      found(isOpen ? null : 'prefix');
    });
  else if (ends)
    eachText(flow, flow.valueAt(ends, scope), (text) => {
      found(text !== null && isDomainEnd(text) ? 'host' : null);
    });
  else if (made) provedByRelative(flow, made, { scope, found });
  else found(null);
}

/** Calls back with each text that a value is, or that is an element of it; with null for what is no text. */
function eachText(flow: Flow, value: FlowNode, found: (text: string | null) => void): void {
  flow.decide(value, (token) => {
    if (token instanceof ObjectToken && HOLDING.has(token.form))
      eachText(flow, flow.properties.all(token), found);
    else found(token?.kind === 'text' ? token.text : null);
  });
}
const HOLDING: ReadonlySet<string> = new Set(['array', 'container']);

/** `relative(root, file)` of Node that does not begin with `..`: the file lies in the folder, if data does not name the folder. */
function provedByRelative(
  flow: Flow,
  { callee, arguments: [root] }: CallExpression,
  { scope, found }: { readonly scope: CallSite['scope']; readonly found: (kind: CheckKind | null) => void },
): void {
  flow.decide(flow.valueAt(callee, scope), (token) => {
    const isRelative =
      token?.kind === 'outside' && token.module === 'path' && token.path.at(-1) === 'relative';
    found(isRelative && root ? 'folder' : null);
  });
  if (root)
    flow.propagation.listen(flow.valueAt(root, scope), (token) => {
      if (token.kind === 'mark') found(null);
    });
}

interface CheckingFunction {
  readonly callee: Token;
  readonly parameter: number;
  readonly shows: CheckingCall['shows'];
  readonly isAwaited: boolean;
}

/** A function of the program that may check what it is given; null of others. */
function checkerOf({ callee, parameter, shows, isAwaited }: CheckingFunction) {
  const unit = callee instanceof ObjectToken ? callee.unit : null;
  if (!unit || !isFunctionNode(unit.node) || shows === 'result') return null;
  if (unit.node.generator || (unit.node.async && !isAwaited)) return null;
  return { unit, node: unit.node, checked: { parameter, element: null, isTrue: shows === 'true' } };
}

/** Calls back with what a function has checked of a parameter, as far as code shows how it went; with null if it may not have checked it. */
export function provedByFunction(
  flow: Flow,
  checking: CheckingFunction & { readonly part?: string },
  found: (kind: CheckKind | null) => void,
): void {
  const checker = checkerOf(checking);
  if (!checker) {
    found(null);
    return;
  }
  const { node, checked, unit } = checker;
  const { part } = checking;
  const proof = part === undefined ? provedBy(node, checked) : provedParts(node, checked).get(part);
  const [open, ...others] = proof?.open ?? [];
  // Where several ways lead through the function, only what all of them prove holds.
  if (!open || others.length > 0 || !unit.outer) found(proof?.kind ?? null);
  else provedByNamed(flow, open, { scope: unit.outer, found });
}

/** The properties of a parameter that a function checks. */
export function partsCheckedBy(checking: CheckingFunction): readonly string[] {
  const checker = checkerOf(checking);
  return checker ? [...provedParts(checker.node, checker.checked).keys()] : [];
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
