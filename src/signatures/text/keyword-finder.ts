import { keywordHits, startsIn, type KeywordHits } from './keyword-hits.js';

/** The keywords that a file contains. */
export interface FoundKeywords extends ReadonlySet<string> {
  /** Offsets of a keyword's first bytes, in order, places that overlap too; undefined where they are not known. */
  readonly startsOf?: (keyword: string) => readonly number[] | undefined;
}

export type KeywordFinder = (bytes: Uint8Array) => FoundKeywords;

/** Keywords' bytes with the transitions of Aho and Corasick (https://doi.org/10.1145/360825.360855). A state's number is its offset in `next`. */
interface Automaton {
  /** Class of each byte: all bytes that no keyword contains are class 0. */
  readonly classOf: Uint8Array;
  /** After a state and a class: twice the next state, plus 1 where a keyword ends. */
  readonly next: Int32Array;
  /** Keywords that end at a state. */
  readonly endsAt: ReadonlyMap<number, readonly string[]>;
}

function classesOf(keywords: readonly Uint8Array[]): {
  readonly classOf: Uint8Array;
  readonly classes: number;
} {
  const classOf = new Uint8Array(256);
  let classes = 1;
  for (const byte of new Set(keywords.flatMap((keyword) => [...keyword]))) {
    // 256 different bytes would need a class more than fits; UTF-8 never has all of them.
    classOf[byte] = classes;
    classes += 1;
  }
  return { classOf, classes };
}

/** A node of the trie, and what the automaton adds to it. */
interface Node {
  /** By class of the next byte. */
  readonly children: Map<number, Node>;
  /** Keywords that end here, at last those too that end at its longest suffix. */
  ends: readonly string[];
  /** Its state. */
  state: number;
  /** State of the longest suffix that is in the trie, too. */
  suffix: number;
}

function newNode(): Node {
  return { children: new Map(), ends: [], state: 0, suffix: 0 };
}

function buildTrie(keywords: readonly string[], classOf: Uint8Array): Node {
  const root = newNode();
  for (const keyword of keywords) {
    let node = root;
    for (const byte of Buffer.from(keyword, 'utf8')) {
      const child = node.children.get(classOf[byte]!) ?? newNode();
      node.children.set(classOf[byte]!, child);
      node = child;
    }
    node.ends = [...node.ends, keyword];
  }
  return root;
}

/** Nodes of a trie, breadth first: states near the root, where nearly all bytes lead, are then neighbours in memory. */
function nodesOf(root: Node): readonly Node[] {
  const nodes = [root];
  // Iterating an array also visits elements that are added while it runs.
  for (const { children } of nodes) nodes.push(...children.values());
  return nodes;
}

function automatonOf(keywords: readonly string[]): Automaton {
  const { classOf, classes } = classesOf(keywords.map((keyword) => Buffer.from(keyword, 'utf8')));
  const nodes = nodesOf(buildTrie(keywords, classOf));
  const next = new Int32Array(nodes.length * classes);
  const endsAt = new Map<number, readonly string[]>();
  for (const [index, node] of nodes.entries()) node.state = index * classes;
  for (const { children, ends, state, suffix } of nodes) {
    // A suffix is shorter: its row is complete. A state goes on as its suffix does, where its own branch ends.
    const onSuffix = next.slice(suffix, suffix + classes);
    if (state !== 0) next.set(onSuffix, state);
    if (ends.length > 0) endsAt.set(state, ends);
    for (const [symbol, child] of children) {
      child.suffix = state === 0 ? 0 : onSuffix[symbol]! >> 1;
      child.ends = [...child.ends, ...nodes[child.suffix / classes]!.ends];
      next[state + symbol] = 2 * child.state + (child.ends.length > 0 ? 1 : 0);
    }
  }
  return { classOf, next, endsAt };
}

/**
 * One search for all keywords of the rules, in time that depends on the length of the file alone. Files are searched as
 * bytes: decoding them costs more than the search.
 */
export function keywordFinder(keywords: readonly string[]): KeywordFinder {
  const distinct = [...new Set(keywords)].filter((keyword) => keyword !== '');
  if (distinct.length === 0) return () => new Set();
  const automaton = automatonOf(distinct);
  const longest = Math.max(...distinct.map((keyword) => Buffer.byteLength(keyword)));
  const halves = [keywordHits(), keywordHits()] as const;
  const all = new Set(distinct);
  const { endsAt } = automaton;
  return (bytes) => {
    searchHalves(bytes, { ...automaton, longest }, halves);
    const [first, second] = halves.map((hits) => hits.take());
    const found = new Set(
      [first, second].flatMap((hits) => [...hits!.states]).flatMap((end) => endsAt.get(end) ?? []),
    );
    const kept = joined(first!.kept, second!.kept);
    return kept ? Object.assign(found, { startsOf: startsOf(kept, endsAt, all) }) : found;
  };
}

function joined(first: Uint32Array | null, second: Uint32Array | null): Uint32Array | null {
  if (!first || !second) return null;
  const all = new Uint32Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/** Bytes of the smallest file that is searched in two halves: the second one begins with bytes of the first. */
const MIN_HALVED_BYTES = 2048;

/**
 * Searches both halves of a file in one loop. Each step of a search waits for the memory that the step before it named: two searches
 * at once wait together.
 * @param longest bytes of the longest keyword.
 */
function searchHalves(
  bytes: Uint8Array,
  { classOf, next, longest }: Automaton & { readonly longest: number },
  [first, second]: readonly [KeywordHits, KeywordHits],
): void {
  const half = bytes.length < MIN_HALVED_BYTES + longest ? 0 : bytes.length >> 1;
  let left = 0;
  let right = 0;
  // A keyword that ends in the second half may begin before it.
  for (let at = Math.max(0, half - longest + 1); at < half; at += 1)
    right = next[(right >> 1) + classOf[bytes[at]!]!]!;
  for (let at = 0; at < half; at += 1) {
    left = next[(left >> 1) + classOf[bytes[at]!]!]!;
    right = next[(right >> 1) + classOf[bytes[at + half]!]!]!;
    if (((left | right) & 1) === 0) continue;
    if ((left & 1) === 1) first.add(left >> 1, at);
    if ((right & 1) === 1) second.add(right >> 1, at + half);
  }
  for (let at = 2 * half; at < bytes.length; at += 1) {
    right = next[(right >> 1) + classOf[bytes[at]!]!]!;
    if ((right & 1) === 1) second.add(right >> 1, at);
  }
}

/** `FoundKeywords.startsOf`: places are collected when the first is needed, which most files never get to. */
function startsOf(
  hits: Uint32Array,
  endsAt: Automaton['endsAt'],
  all: ReadonlySet<string>,
): NonNullable<FoundKeywords['startsOf']> {
  let starts: ReadonlyMap<string, readonly number[]> | undefined;
  return (keyword) => {
    if (!all.has(keyword)) return undefined;
    starts ??= startsIn(hits, endsAt);
    return starts.get(keyword) ?? [];
  };
}
