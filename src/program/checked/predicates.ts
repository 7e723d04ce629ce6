import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import { eachChild } from '../../syntax/index.js';
import { isFunctionNode, type FunctionNode } from '../flow/value.js';
import { declaredNames } from '../scopes/declare-names.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import { CheckedRanges } from './checked-ranges.js';
import { isOpenCheck, type Check } from './check.js';
import { checkedIf } from './checks.js';
import { collectRanges } from './collect-ranges.js';
import { isWeakKind, strongestKind, type CheckKind } from './patterns.js';

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
  /** Checks by a pattern or a text that code names, one for each way through the function, where nothing else is checked. */
  readonly open: readonly Check[];
}

const NO_PROOF: Proof = { kind: null, open: [] };

function proofOfChecks(checks: readonly Check[], names: ReadonlyMap<string, CheckKind>): Proof {
  const own = checks.filter(({ name, by }) => !by && (names.has(name) || name === '*'));
  const kinds = own
    .filter((check) => !isOpenCheck(check))
    .map(({ name, kind }) => (names.get(name) === 'host' ? 'host' : kind));
  const open = own.filter(isOpenCheck);
  const kind = strongestKind(kinds);
  return isWeakKind(kind) && open.length > 0 ? { kind: null, open: open.slice(0, 1) } : { kind, open: [] };
}

/** What holds after either of two ways through a function. */
function weaker(a: Proof, b: Proof): Proof {
  if (a.kind === b.kind && a.open.length + b.open.length === 0) return a;
  if (a.open.length > 0 && b.open.length > 0) return { kind: null, open: [...a.open, ...b.open] };
  return [a, b].some(({ kind }) => isWeakKind(kind)) ? NO_PROOF : { kind: 'host', open: [] };
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

/** The code of a function: its nodes, and where it has checked names. */
interface Code {
  readonly fn: FunctionNode;
  readonly nodes: readonly AnyNode[];
  readonly ranges: CheckedRanges;
}

const read = new WeakMap<FunctionNode, Code>();

function codeOf(fn: FunctionNode): Code {
  const code = read.get(fn) ?? { fn, nodes: nodesOf(fn), ranges: new CheckedRanges(collectRanges(fn.body)) };
  read.set(fn, code);
  return code;
}

/** What code has checked of some names at each of its ends. */
function proofOf(
  { fn, nodes, ranges }: Code,
  names: ReadonlyMap<string, CheckKind>,
  checked: Pick<Checked, 'isTrue'>,
): Proof {
  const before = (start: number): readonly Check[] =>
    [...names.keys(), '*'].flatMap((name) => ranges.at(name, start));
  const proofs = endsOf(fn, nodes, checked).map(({ value, start }) =>
    proofOfChecks([...(value ? checkedIf(value, true) : []), ...before(start)], names),
  );
  const [first = NO_PROOF, ...others] = proofs;
  return others.reduce(weaker, first);
}

/** Variables that hold a property of a parameter, with the name of the property: `({ id })`, `const { id } = body`. */
function partVariables(
  { nodes }: Code,
  pattern: AnyNode,
): readonly (readonly [name: string, part: string])[] {
  const taken = nodes.flatMap((node) =>
    node.type === 'VariableDeclarator' &&
    pattern.type === 'Identifier' &&
    node.init?.type === 'Identifier' &&
    node.init.name === pattern.name
      ? [node.id]
      : [],
  );
  return [pattern, ...taken].flatMap((each) =>
    each.type === 'ObjectPattern'
      ? each.properties.flatMap((property) => {
          const part = property.type === 'Property' ? nameOfKey(property) : null;
          if (property.type !== 'Property' || part === null) return [];
          const value = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
          return value.type === 'Identifier' ? [[value.name, part] as const] : [];
        })
      : [],
  );
}

/** The names that hold a parameter's parts, by part: `item.id`. */
function partNames(code: Code, pattern: AnyNode, { isTrue }: Checked): Map<string, Map<string, CheckKind>> {
  const parts = new Map<string, Map<string, CheckKind>>();
  const add = (part: string, name: string): void => {
    if (!parts.has(part) && parts.size >= MOST_PARTS) return;
    parts.set(part, (parts.get(part) ?? new Map<string, CheckKind>()).set(name, 'value'));
  };
  const shown = endsOf(code.fn, code.nodes, { isTrue }).flatMap(({ value }) =>
    value ? checkedIf(value, true).map(({ name }) => name) : [],
  );
  const checked = [...code.ranges.names, ...shown];
  if (pattern.type === 'Identifier')
    for (const name of checked)
      if (name.startsWith(`${pattern.name}.`)) add(name.slice(pattern.name.length + 1), name);
  for (const [name, part] of partVariables(code, pattern)) if (checked.includes(name)) add(part, name);
  return parts;
}

/** Parts of a parameter that are looked at. */
const MOST_PARTS = 16;

const known = new WeakMap<FunctionNode, Map<string, Proof>>();
const NO_PARTS: ReadonlyMap<string, Proof> = new Map();

export interface Checked {
  readonly parameter: number;
  /** The element of the parameter; null: the parameter itself. */
  readonly element: number | null;
  /** Whether what the function returns is true; else it only did not throw. */
  readonly isTrue: boolean;
}

/** Functions that check a value are short: a long one proves nothing. */
function isLong(fn: FunctionNode): boolean {
  return fn.end - fn.start > limitOf('helper-code');
}

/** What a function proves of a parameter, or of an element of it. */
export function provedBy(fn: FunctionNode, checked: Checked): Proof {
  const pattern = patternAt(fn, checked);
  if (!pattern || isLong(fn)) return NO_PROOF;
  const proofs = known.get(fn) ?? new Map<string, Proof>();
  known.set(fn, proofs);
  const key = JSON.stringify(checked);
  const code = codeOf(fn);
  const proof = proofs.get(key) ?? proofOf(code, namesOf(pattern, code.nodes), checked);
  proofs.set(key, proof);
  return proof;
}

/** What a function proves of properties of a parameter, by their names: `id`, `item.id`. */
export function provedParts(fn: FunctionNode, checked: Checked): ReadonlyMap<string, Proof> {
  const pattern = patternAt(fn, checked);
  if (!pattern || isLong(fn)) return NO_PARTS;
  const code = codeOf(fn);
  const proofs = [...partNames(code, pattern, checked)].map(
    ([part, names]) => [part, proofOf(code, names, checked)] as const,
  );
  return new Map(proofs.filter(([, { kind, open }]) => kind !== null || open.length > 0));
}
