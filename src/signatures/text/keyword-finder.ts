import { keywordHits, startsIn } from './keyword-hits.js';

/** The keywords that a file contains. */
export interface FoundKeywords extends ReadonlySet<string> {
  /** Offsets of a keyword's first bytes, in order, places that overlap too; undefined where they are not known. */
  readonly startsOf?: (keyword: string) => readonly number[] | undefined;
}

export type KeywordFinder = (bytes: Uint8Array) => FoundKeywords;

/** A trie of keywords' bytes with the transitions of Aho and Corasick (https://doi.org/10.1145/360825.360855) filled in. */
interface Automaton {
  /** Class of each byte: all bytes that no keyword contains are class 0. */
  readonly classOf: Uint8Array;
  /** State after a state (its number is an offset in here) and a class. */
  readonly next: Uint32Array;
  /** Keywords that end at a state, by its offset. */
  readonly endsAt: ReadonlyMap<number, readonly string[]>;
  /** 1 at offsets of states where a keyword ends. */
  readonly isEnd: Uint8Array;
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

interface Trie extends Automaton {
  readonly classes: number;
  /** By state: its own branches, [class, state]. */
  readonly childrenOf: ReadonlyMap<number, readonly (readonly [number, number])[]>;
}

/** Follows keywords from the root, adding the states that are missing. A state that is not there is 0, the root. */
function buildTrie(keywords: readonly string[]): Trie {
  const encoded = keywords.map((keyword) => Buffer.from(keyword, 'utf8'));
  const { classOf, classes } = classesOf(encoded);
  const states = encoded.reduce((sum, { length }) => sum + length, 1);
  const next = new Uint32Array(states * classes);
  const childrenOf = new Map<number, [number, number][]>();
  const endsAt = new Map<number, string[]>();
  let last = 0;
  function childOf(state: number, symbol: number): number {
    const known = next[state + symbol] ?? 0;
    if (known !== 0) return known;
    last += classes;
    next[state + symbol] = last;
    childrenOf.set(state, [...(childrenOf.get(state) ?? []), [symbol, last]]);
    return last;
  }
  for (const [index, keyword] of encoded.entries()) {
    const end = keyword.reduce((state, byte) => childOf(state, classOf[byte] ?? 0), 0);
    endsAt.set(end, [...(endsAt.get(end) ?? []), keywords[index] ?? '']);
  }
  return { classOf, classes, next, childrenOf, endsAt, isEnd: new Uint8Array(states * classes) };
}

/** Keywords that end at the longest suffix of a state also end at the state. */
function inheritEnds({ endsAt, isEnd }: Trie, state: number, suffix: number): void {
  const ends = endsAt as Map<number, readonly string[]>;
  const inherited = state === 0 ? [] : (ends.get(suffix) ?? []);
  if (inherited.length > 0) ends.set(state, [...(ends.get(state) ?? []), ...inherited]);
  if (ends.has(state)) isEnd[state] = 1;
}

/**
 * Fills in, breadth first, where a state goes on from when its own branch ends: at the longest suffix that is a branch too. A
 * state's row is that of its suffix, which is complete by then, with its own children over it.
 */
function addSuffixes(trie: Trie): void {
  const { classes, next, childrenOf } = trie;
  const suffixOf = new Map([[0, 0]]);
  const queue = [0];
  // Iterating an array also visits elements that are added while it runs.
  for (const state of queue) {
    const suffix = suffixOf.get(state) ?? 0;
    inheritEnds(trie, state, suffix);
    const onSuffix = next.slice(suffix, suffix + classes);
    if (state !== 0) next.set(onSuffix, state);
    for (const [symbol, child] of childrenOf.get(state) ?? []) {
      suffixOf.set(child, state === 0 ? 0 : (onSuffix[symbol] ?? 0));
      next[state + symbol] = child;
      queue.push(child);
    }
  }
}

/**
 * One search for all keywords of the rules, in time that depends on the length of the file alone. Files are searched as
 * bytes: decoding them costs more than the search.
 */
export function keywordFinder(keywords: readonly string[]): KeywordFinder {
  const distinct = [...new Set(keywords)].filter((keyword) => keyword !== '');
  if (distinct.length === 0) return () => new Set();
  const trie = buildTrie(distinct);
  addSuffixes(trie);
  const { classOf, next, endsAt, isEnd } = trie;
  const hits = keywordHits();
  const all = new Set(distinct);
  return (bytes) => {
    const met = new Set<number>();
    let state = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      state = next[state + classOf[bytes[at]!]!]!;
      if (isEnd[state] === 1) {
        met.add(state);
        hits.add(state, at);
      }
    }
    const found = new Set([...met].flatMap((end) => endsAt.get(end) ?? []));
    const kept = hits.take();
    return kept ? Object.assign(found, { startsOf: startsOf(kept, endsAt, all) }) : found;
  };
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
