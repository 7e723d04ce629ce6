/** Hits in a file whose places are kept, 8 bytes each. In a file with more, keywords are searched again where places matter. */
const KEPT_HITS = 250_000;

/** The hits of a search in order: the state that it was in, and the offset of the last byte. */
export interface KeywordHits {
  add(state: number, at: number): void;
  /** Forgets all hits, and gives the states that were met and what was kept of the hits: null when there were too many. */
  take(): { readonly states: ReadonlySet<number>; readonly kept: Uint32Array | null };
}

/** A store that many searches share, one after the other. */
export function keywordHits(): KeywordHits {
  let kept = new Uint32Array(1024);
  let length = 0;
  let states = new Set<number>();
  return {
    add(state, at) {
      states.add(state);
      if (length >= 2 * KEPT_HITS) {
        length = Infinity;
        return;
      }
      if (length === kept.length) {
        const larger = new Uint32Array(2 * length);
        larger.set(kept);
        kept = larger;
      }
      kept[length] = state;
      kept[length + 1] = at;
      length += 2;
    },
    take() {
      const taken = { states, kept: length === Infinity ? null : kept.slice(0, length) };
      states = new Set();
      length = 0;
      return taken;
    },
  };
}

/** Offsets of the first bytes of each keyword, in order, places that overlap too. @param endsAt keywords that end at a state. */
export function startsIn(
  hits: Uint32Array,
  endsAt: ReadonlyMap<number, readonly string[]>,
): ReadonlyMap<string, readonly number[]> {
  const starts = new Map<string, number[]>();
  const lists = new Map<number, readonly (readonly [number[], number])[]>();
  const listsOf = (state: number) =>
    (endsAt.get(state) ?? []).map((keyword) => {
      const list = starts.get(keyword) ?? [];
      starts.set(keyword, list);
      return [list, Buffer.byteLength(keyword) - 1] as const;
    });
  for (let hit = 0; hit < hits.length; hit += 2) {
    const state = hits[hit]!;
    const ending = lists.get(state) ?? listsOf(state);
    lists.set(state, ending);
    for (const [list, before] of ending) list.push(hits[hit + 1]! - before);
  }
  return starts;
}
