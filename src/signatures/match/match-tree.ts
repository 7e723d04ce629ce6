import type { Node } from 'acorn';
import { walkNodes, holdsOne } from '../../syntax/index.js';
import { nameOf, treeFacts, valueAt, type Call, type TreeFacts } from './call-names.js';
import { lineAt, shorten, wantedHits, type Hit } from './hit.js';
import type { ScannedFile } from './scanned-file.js';
import { mayHoldString } from './may-hold-string.js';
import { mayCall, type WantedUse } from './spelled-words.js';
import type { TreePattern } from '../signature-schema.js';
import type { TextPattern } from '../text/text-pattern.js';

const factsOfFile = new WeakMap<ScannedFile, TreeFacts | null>();

function factsOf(file: ScannedFile): TreeFacts | null {
  const known = factsOfFile.get(file);
  if (known !== undefined) return known;
  const program = file.tree();
  const facts = program && treeFacts(program);
  factsOfFile.set(file, facts);
  return facts;
}

/** `*.exec` fits any object's `exec`, `exec` only the bare name. */
function fitsCallee(name: string | null, wanted: readonly string[]): boolean {
  if (name === null) return false;
  return wanted.some((one) => (one.startsWith('*.') ? name.endsWith(one.slice(1)) : name === one));
}

/** The value of a name in an argument, unless the name occurs in that value itself. */
function valueOf(node: Node, facts: TreeFacts): Node | null {
  if (node.type !== 'Identifier') return null;
  const value = valueAt(facts, (node as { name?: string }).name ?? '', node.start);
  if (!value || typeof value === 'string') return null;
  return value.start <= node.start && node.end <= value.end ? null : value;
}

/** Text of a string literal or of a piece of a template. */
function stringOf(node: Node): string | null {
  const { type, value } = node as { type: string; value?: unknown };
  if (type === 'Literal') return typeof value === 'string' ? value : null;
  if (type !== 'TemplateElement') return null;
  return (value as { cooked?: string | null }).cooked ?? null;
}

interface ArgumentQuery {
  readonly call: readonly string[] | undefined;
  readonly string: TextPattern | undefined;
  readonly member: TextPattern | undefined;
}

function isIn(pattern: TextPattern | undefined, text: string | null): boolean {
  return pattern !== undefined && text !== null && pattern.isIn(text);
}

function fitsNode(node: Node, { call, string, member }: ArgumentQuery, facts: TreeFacts): boolean {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return call !== undefined && fitsCallee(nameOf((node as Call).callee, facts), call);
    case 'MemberExpression':
      return member !== undefined && isIn(member, nameOf(node, facts));
    default:
      return isIn(string, string ? stringOf(node) : null);
  }
}

/** The nodes that are inside none of the others. */
function outermost(nodes: readonly Node[]): readonly Node[] {
  const outer: Node[] = [];
  for (const node of nodes.toSorted((a, b) => a.start - b.start || b.end - a.end))
    if (node.start >= (outer.at(-1)?.end ?? 0)) outer.push(node);
  return outer;
}

/** Calls with a match in an argument, or in the value of a name there. Every node is visited at most twice, however calls nest. */
function withFittingArgument(
  calls: readonly Call[],
  query: ArgumentQuery,
  facts: TreeFacts,
): readonly Call[] {
  const inside = outermost(calls.flatMap((call) => call.arguments)).flatMap((node) => [...walkNodes(node)]);
  const named = inside.flatMap((node) => {
    const value = valueOf(node, facts);
    return value ? [{ node, value }] : [];
  });
  const values = outermost(named.map(({ value }) => value)).flatMap((node) => [...walkNodes(node)]);
  const fitting = [...inside, ...values].filter((node) => fitsNode(node, query, facts));
  const positions = fitting.map(({ start }) => start).sort((a, b) => a - b);
  const throughNames = named.filter(({ value }) => holdsOne(value, positions)).map(({ node }) => node.start);
  const all = [...positions, ...throughNames].sort((a, b) => a - b);
  return calls.filter((call) => call.arguments.some((argument) => holdsOne(argument, all)));
}

interface TreeContext {
  readonly pattern: (source: string) => TextPattern;
  /** All calls are needed, not only a few as evidence. */
  readonly every: boolean;
}

/** Whether a file may have a call that fits, by the words of what is called there and in the arguments, and by its strings. */
function mayFit(
  file: ScannedFile,
  { call, argument }: TreePattern,
  pattern: TreeContext['pattern'],
): boolean {
  const { call: inner, string, member } = argument ?? {};
  const callsOneOf = (names: readonly string[], wanted: WantedUse): boolean =>
    names.some((name) => mayCall(file, name, wanted));
  // Plain strings and numbers are arguments without calls and members.
  if (!callsOneOf(call, argument && string === undefined ? 'open call' : 'call')) return false;
  if (member !== undefined || !argument) return true;
  const holdsString = string !== undefined && mayHoldString(file, string, pattern);
  return holdsString || (inner !== undefined && callsOneOf(inner, 'call'));
}

/** Calls of a file that fit a tree pattern. */
export function matchTree(
  file: ScannedFile,
  wanted: TreePattern,
  { pattern, every }: TreeContext,
): readonly Hit[] {
  const facts = mayFit(file, wanted, pattern) ? factsOf(file) : null;
  if (!facts) return [];
  const { argument } = wanted;
  const query = argument && {
    call: argument.call,
    string: argument.string === undefined ? undefined : pattern(argument.string),
    member: argument.member === undefined ? undefined : pattern(argument.member),
  };
  const text = file.text();
  const called = facts.calls.filter((call) => fitsCallee(nameOf(call.callee, facts), wanted.call));
  const fitting = query ? withFittingArgument(called, query, facts) : called;
  return wantedHits(file, fitting, every).map((call) => ({
    path: file.path,
    offset: call.start,
    line: lineAt(text, call.start),
    detail: shorten(text.slice(call.start, call.end)),
  }));
}
