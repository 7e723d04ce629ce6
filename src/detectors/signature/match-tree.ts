import type { Node } from 'acorn';
import type { RE2JS } from 're2js';
import { walkNodes } from '../../syntax/index.js';
import { nameOf, treeFacts, valueAt, type Call, type TreeFacts } from './call-names.js';
import { lineAt, shorten, type Hit } from './hit.js';
import type { ScannedFile } from './scanned-file.js';
import type { TreePattern } from './schema.js';

/** Nodes of one argument that are looked at. */
const MAX_NODES = 2_000;
const MAX_HITS = 3;

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

/** What a name in an argument stands for, unless the name stands in that value itself. */
function valueOf(node: Node, facts: TreeFacts): Node | null {
  if (node.type !== 'Identifier') return null;
  const value = valueAt(facts, (node as { name?: string }).name ?? '', node.start);
  if (!value || typeof value === 'string') return null;
  return value.start <= node.start && node.end <= value.end ? null : value;
}

/** The nodes of an argument; names are looked up, one assignment far. */
function nodesOf(argument: Node, facts: TreeFacts): readonly Node[] {
  const nodes: Node[] = [];
  for (const node of walkNodes(argument)) {
    nodes.push(node);
    const value = valueOf(node, facts);
    if (value) for (const inner of take(walkNodes(value), MAX_NODES)) nodes.push(inner);
    if (nodes.length > MAX_NODES) break;
  }
  return nodes;
}

function* take<T>(items: Iterable<T>, max: number): Generator<T> {
  let left = max;
  for (const item of items) {
    if ((left -= 1) < 0) return;
    yield item;
  }
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
  readonly string: RE2JS | undefined;
}

function fitsNode(node: Node, { call, string }: ArgumentQuery, facts: TreeFacts): boolean {
  const isCall = node.type === 'CallExpression' || node.type === 'NewExpression';
  if (call && isCall && fitsCallee(nameOf((node as Call).callee, facts), call)) return true;
  const text = string ? stringOf(node) : null;
  return text !== null && (string?.matcher(text).find() ?? false);
}

function fitsArgument(call: Call, query: ArgumentQuery, facts: TreeFacts): boolean {
  return call.arguments.some((argument) =>
    nodesOf(argument, facts).some((node) => fitsNode(node, query, facts)),
  );
}

/** Calls of a file that fit a tree pattern. */
export function matchTree(
  file: ScannedFile,
  wanted: TreePattern,
  pattern: (source: string) => RE2JS,
): readonly Hit[] {
  const facts = factsOf(file);
  if (!facts) return [];
  const { argument } = wanted;
  const query = argument && {
    call: argument.call,
    string: argument.string === undefined ? undefined : pattern(argument.string),
  };
  const text = file.text();
  const fitting = facts.calls.filter(
    (call) =>
      fitsCallee(nameOf(call.callee, facts), wanted.call) && (!query || fitsArgument(call, query, facts)),
  );
  return fitting.slice(0, MAX_HITS).map((call) => ({
    path: file.path,
    offset: call.start,
    line: lineAt(text, call.start),
    detail: shorten(text.slice(call.start, call.end)),
  }));
}
