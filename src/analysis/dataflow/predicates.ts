import {
  type Check,
  checkedIf,
  CheckedRanges,
  type CheckKind,
  collectRanges,
  declaredNames,
  type FunctionNode,
  isFunctionNode,
} from '../../program/index.js';
import type { AnyNode } from 'acorn';
import { limitOf } from '../../files/index.js';
import { eachChild } from '../../syntax/index.js';

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

/** The names that hold a parameter, or something made of it. An address made of it has names of its own. */
function namesOf(pattern: AnyNode, nodes: readonly AnyNode[]): ReadonlyMap<string, CheckKind> {
  const names = new Map<string, CheckKind>(declaredNames(pattern).map((name) => [name, 'value']));
  for (const node of nodes) {
    if (node.type !== 'VariableDeclarator' || !node.init || !mentions(node.init, new Set(names.keys())))
      continue;
    const isAddress = node.init.type === 'NewExpression';
    for (const name of declaredNames(node.id)) names.set(name, isAddress ? 'host' : 'value');
  }
  return names;
}

function isFalse(node: AnyNode | null): boolean {
  return node === null || (node.type === 'Literal' && !node.value);
}

function proofOf(fn: FunctionNode, parameter: number): CheckKind | null {
  const pattern = fn.params[parameter];
  if (!pattern) return null;
  const nodes = nodesOf(fn);
  const names = namesOf(pattern, nodes);
  const ranges = new CheckedRanges(collectRanges(fn.body));
  const kindOf = (checks: readonly Check[]): CheckKind | null => {
    const kinds = checks.flatMap(({ name, kind, by }) =>
      by || !names.has(name) ? [] : [names.get(name) === 'host' ? 'host' : kind],
    );
    return kinds.includes('value') ? 'value' : (kinds[0] ?? null);
  };
  const before = (start: number): readonly Check[] =>
    [...names.keys()].flatMap((name) => ranges.at(name, start));
  const returned: Returned[] =
    fn.body.type === 'BlockStatement'
      ? nodes.flatMap((node) =>
          node.type === 'ReturnStatement' ? [{ value: node.argument ?? null, start: node.start }] : [],
        )
      : [{ value: fn.body, start: fn.body.start }];
  const kinds = returned
    .filter(({ value }) => !isFalse(value))
    .map(({ value, start }) => kindOf([...(value ? checkedIf(value, true) : []), ...before(start)]));
  const [first] = kinds;
  if (first === undefined || kinds.includes(null)) return null;
  return kinds.every((kind) => kind === first) ? first : 'host';
}

const proofs = new WeakMap<FunctionNode, Map<number, CheckKind | null>>();

/**
 * What a function has checked of a parameter when what it returns is true; null if it may not have checked it. Functions that check a value are
 * short: a long one proves nothing.
 */
export function provedBy(fn: FunctionNode, parameter: number): CheckKind | null {
  if (fn.end - fn.start > limitOf('copied-code')) return null;
  const known = proofs.get(fn) ?? new Map<number, CheckKind | null>();
  proofs.set(fn, known);
  const proof = known.get(parameter);
  if (proof !== undefined) return proof;
  const made = proofOf(fn, parameter);
  known.set(parameter, made);
  return made;
}
