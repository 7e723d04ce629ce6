import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import { eachChild } from '../../syntax/index.js';
import { isFunctionNode, type FunctionNode } from '../flow/value.js';
import { declaredNames } from '../scopes/declare-names.js';
import { CheckedRanges } from './checked-ranges.js';
import type { Check } from './check.js';
import { checkedIf } from './checks.js';
import { collectRanges } from './collect-ranges.js';
import type { CheckKind } from './patterns.js';

interface Returned {
  readonly value: AnyNode | null;
  readonly start: number;
}

/** The code of a function without the functions in it. */
function nodesOf({ body }: FunctionNode): AnyNode[] {
  const nodes: AnyNode[] = [];
  const open: AnyNode[] = [body];
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node);
    eachChild(node, (child) => {
      if (!isFunctionNode(child)) open.push(child);
    });
  }
  return nodes.sort((a, b) => a.start - b.start);
}

function mentions(node: AnyNode, names: ReadonlySet<string>): boolean {
  const open: AnyNode[] = [node];
  for (let at = open.pop(); at; at = open.pop()) {
    if (at.type === 'Identifier' && names.has(at.name)) return true;
    eachChild(at, (child) => open.push(child));
  }
  return false;
}

/** The name of a pattern that takes nothing apart: what holds for a part says nothing of the whole. */
function wholeNames(pattern: AnyNode): readonly string[] {
  return pattern.type === 'Identifier' ? [pattern.name] : [];
}

/** The names that hold a parameter, or something made of it. An address made of it has names of its own. */
function namesOf(pattern: AnyNode, nodes: readonly AnyNode[]): ReadonlyMap<string, CheckKind> {
  const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern;
  const names = new Map<string, CheckKind>(wholeNames(target).map((name) => [name, 'value']));
  for (const node of nodes) {
    if (node.type !== 'VariableDeclarator' || !node.init || !mentions(node.init, new Set(names.keys())))
      continue;
    const isAddress = node.init.type === 'NewExpression';
    const made = isAddress ? declaredNames(node.id) : wholeNames(node.id);
    for (const name of made) names.set(name, isAddress ? 'host' : 'value');
  }
  return names;
}

function isFalse(node: AnyNode | null): boolean {
  return node === null || (node.type === 'Literal' && !node.value);
}

/** What a function has checked of a parameter when what it returns is true, or when it returns. */
export interface Proof {
  readonly kind: CheckKind | null;
  /** Patterns by name that the parameter fits, one for each way through the function, where nothing else is checked. */
  readonly patterns: readonly AnyNode[];
}

const NO_PROOF: Proof = { kind: null, patterns: [] };

function proofOfChecks(checks: readonly Check[], names: ReadonlyMap<string, CheckKind>): Proof {
  const own = checks.filter(({ name, by }) => !by && names.has(name));
  const kinds = own
    .filter(({ pattern }) => !pattern)
    .map(({ name, kind }) => (names.get(name) === 'host' ? 'host' : kind));
  const patterns = own.flatMap(({ pattern }) => pattern ?? []);
  const known = kinds.find((kind) => kind !== 'text' && kind !== 'short') ?? null;
  if (kinds.includes('value')) return { kind: 'value', patterns: [] };
  return {
    kind: known ?? (patterns.length > 0 ? null : (kinds[0] ?? null)),
    patterns: known ? [] : patterns.slice(0, 1),
  };
}

/** What holds after either of two ways through a function. */
function weaker(a: Proof, b: Proof): Proof {
  if (a.kind === b.kind && a.patterns.length + b.patterns.length === 0) return a;
  if (a.patterns.length > 0 && b.patterns.length > 0)
    return { kind: null, patterns: [...a.patterns, ...b.patterns] };
  const isWeak = [a, b].some(({ kind }) => kind === null || kind === 'text' || kind === 'short');
  return isWeak ? NO_PROOF : { kind: 'host', patterns: [] };
}

/** The parameter, or the element of a parameter that is taken apart: `([name]) => …`. */
function patternAt(fn: FunctionNode, { parameter, element }: Omit<Checked, 'isTrue'>): AnyNode | null {
  const pattern = fn.params[parameter];
  if (!pattern || element === null) return pattern ?? null;
  return pattern.type === 'ArrayPattern' ? (pattern.elements[element] ?? null) : null;
}

/** The places at which a function ends, with what it returns there. */
function endsOf(
  fn: FunctionNode,
  nodes: readonly AnyNode[],
  { isTrue }: Pick<Checked, 'isTrue'>,
): Returned[] {
  if (fn.body.type !== 'BlockStatement') return [{ value: isTrue ? fn.body : null, start: fn.body.start }];
  const returned = nodes.flatMap((node) =>
    node.type === 'ReturnStatement'
      ? [{ value: isTrue ? (node.argument ?? null) : null, start: node.start }]
      : [],
  );
  if (isTrue) return returned.filter(({ value }) => !isFalse(value));
  const isLeft = /^(?:Return|Throw)Statement$/.test(fn.body.body.at(-1)?.type ?? '');
  return isLeft ? returned : [...returned, { value: null, start: fn.body.end - 1 }];
}

function proofOf(fn: FunctionNode, checked: Checked): Proof {
  const pattern = patternAt(fn, checked);
  if (!pattern) return NO_PROOF;
  const nodes = nodesOf(fn);
  const names = namesOf(pattern, nodes);
  const ranges = new CheckedRanges(collectRanges(fn.body));
  const before = (start: number): readonly Check[] =>
    [...names.keys()].flatMap((name) => ranges.at(name, start));
  const proofs = endsOf(fn, nodes, checked).map(({ value, start }) =>
    proofOfChecks([...(value ? checkedIf(value, true) : []), ...before(start)], names),
  );
  const [first = NO_PROOF, ...others] = proofs;
  return others.reduce(weaker, first);
}

const known = new WeakMap<FunctionNode, Map<string, Proof>>();

export interface Checked {
  readonly parameter: number;
  /** The element of the parameter; null: the parameter itself. */
  readonly element: number | null;
  /** Whether what the function returns is true; else it only did not throw. */
  readonly isTrue: boolean;
}

/** What a function proves of a parameter, or of an element of it. Functions that check a value are short: a long one proves nothing. */
export function provedBy(fn: FunctionNode, checked: Checked): Proof {
  if (fn.end - fn.start > limitOf('copied-code')) return NO_PROOF;
  const proofs = known.get(fn) ?? new Map<string, Proof>();
  known.set(fn, proofs);
  const key = JSON.stringify(checked);
  const proof = proofs.get(key) ?? proofOf(fn, checked);
  proofs.set(key, proof);
  return proof;
}
