/** The keywords that a file contains. */
export type KeywordFinder = (bytes: Uint8Array) => ReadonlySet<string>;

/** A trie of keywords' bytes with the transitions of Aho and Corasick (https://doi.org/10.1145/360825.360855) filled in. */
interface Automaton {
  /** Class of each byte: those that no keyword has are one class, 0. */
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

/** Follows keywords from the root, adding the states that are missing. A state that is not there is 0, the root. */
function buildTrie(keywords: readonly string[]): Automaton & { readonly classes: number } {
  const encoded = keywords.map((keyword) => Buffer.from(keyword, 'utf8'));
  const { classOf, classes } = classesOf(encoded);
  const states = encoded.reduce((sum, { length }) => sum + length, 1);
  const next = new Uint32Array(states * classes);
  const endsAt = new Map<number, string[]>();
  let last = 0;
  for (const [index, keyword] of encoded.entries()) {
    let state = 0;
    for (const byte of keyword) {
      const at = state + (classOf[byte] ?? 0);
      if (next[at] === 0) next[at] = last += classes;
      state = next[at] ?? 0;
    }
    endsAt.set(state, [...(endsAt.get(state) ?? []), keywords[index] ?? '']);
  }
  return { classOf, classes, next, endsAt, isEnd: new Uint8Array(states * classes) };
}

type Trie = ReturnType<typeof buildTrie>;

/** What ends at a state also ends where its longest suffix does. */
function inheritEnds({ endsAt, isEnd }: Trie, state: number, suffix: number): void {
  const ends = endsAt as Map<number, readonly string[]>;
  const inherited = state === 0 ? [] : (ends.get(suffix) ?? []);
  if (inherited.length > 0) ends.set(state, [...(ends.get(state) ?? []), ...inherited]);
  if (ends.has(state)) isEnd[state] = 1;
}

/** Fills in, breadth first, where a state goes on from when its own branch ends: at the longest suffix that is a branch too. */
function addSuffixes(trie: Trie): void {
  const { classes, next } = trie;
  const suffixOf = new Uint32Array(next.length);
  const queue = [0];
  // An array's iteration also visits what is added while it runs.
  for (const state of queue) {
    const suffix = suffixOf[state] ?? 0;
    inheritEnds(trie, state, suffix);
    for (let symbol = 0; symbol < classes; symbol += 1) {
      const child = next[state + symbol] ?? 0;
      const onSuffix = state === 0 ? 0 : (next[suffix + symbol] ?? 0);
      if (child === 0) {
        next[state + symbol] = onSuffix;
        continue;
      }
      suffixOf[child] = onSuffix;
      queue.push(child);
    }
  }
}

/**
 * One search for all keywords of some rules, in time that depends on the length of the file alone. Files are searched as
 * bytes: decoding them costs more than the search.
 */
export function keywordFinder(keywords: readonly string[]): KeywordFinder {
  const distinct = [...new Set(keywords)].filter((keyword) => keyword !== '');
  if (distinct.length === 0) return () => new Set();
  const trie = buildTrie(distinct);
  addSuffixes(trie);
  const { classOf, next, endsAt, isEnd } = trie;
  return (bytes) => {
    const met = new Set<number>();
    let state = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      state = next[state + classOf[bytes[at]!]!]!;
      if (isEnd[state] === 1) met.add(state);
    }
    return new Set([...met].flatMap((end) => endsAt.get(end) ?? []));
  };
}
