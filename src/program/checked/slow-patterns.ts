import { overlap, parsePattern, type CharSet, type PatternNode } from '../../syntax/index.js';

/** Characters, and positions, of a pattern that are looked at: a longer one is not judged. */
const LONGEST_PATTERN = 400;
const MOST_POSITIONS = 40;

/** A part of a pattern: where a match of it begins and ends, by numbers of positions. */
interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  /** Whether it matches the empty text, where edges hold. */
  readonly isEmpty: boolean;
  /** Positions after which the part can end whatever stands behind them. */
  readonly ends: readonly number[];
  /** Whether it can be left out whatever stands there. */
  readonly isFree: boolean;
}

const EMPTY: Part = { first: [], last: [], isEmpty: true, ends: [], isFree: true };
const EDGE: Part = { ...EMPTY, isFree: false };

/** The positions of a pattern, each a character of it, and in how many ways a match goes from one to another. */
class Positions {
  readonly sets: CharSet[] = [];
  private readonly ways = new Map<number, Map<number, number>>();

  private link(from: readonly number[], to: readonly number[]): void {
    for (const a of from) {
      const known = this.ways.get(a) ?? new Map<number, number>();
      this.ways.set(a, known);
      for (const b of to) known.set(b, (known.get(b) ?? 0) + 1);
    }
  }

  readonly next = (at: number): ReadonlyMap<number, number> => this.ways.get(at) ?? new Map<number, number>();

  readonly before = (at: number): readonly number[] =>
    [...this.ways].flatMap(([from, to]) => (to.has(at) ? [from] : []));

  private join(a: Part, b: Part): Part {
    this.link(a.last, b.first);
    return {
      first: a.isEmpty ? [...a.first, ...b.first] : a.first,
      last: b.isEmpty ? [...a.last, ...b.last] : b.last,
      isEmpty: a.isEmpty && b.isEmpty,
      ends: b.isFree ? [...a.ends, ...b.ends] : b.ends,
      isFree: a.isFree && b.isFree,
    };
  }

  private repeat(node: PatternNode & { readonly kind: 'repeat' }): Part {
    const { min, max } = node;
    const count = max === Infinity ? Math.max(min, 1) : max;
    let all = EMPTY;
    for (let at = 0; at < count && this.sets.length <= MOST_POSITIONS; at += 1) {
      const one = this.add(node.node);
      const isLast = at === count - 1;
      if (isLast && max === Infinity) this.link(one.last, one.first);
      all = this.join(all, at >= min ? { ...one, isEmpty: true, isFree: true } : one);
    }
    return all;
  }

  /** Adds the positions of a part. */
  add(node: PatternNode): Part {
    if (this.sets.length > MOST_POSITIONS || node.kind === 'edge') return EDGE;
    if (node.kind === 'repeat') return this.repeat(node);
    if (node.kind === 'sequence')
      return node.items.reduce((all, item) => this.join(all, this.add(item)), EMPTY);
    if (node.kind === 'choice') return either(node.branches.map((branch) => this.add(branch)));
    const at = [this.sets.push(node.set) - 1];
    return { first: at, last: at, isEmpty: false, ends: at, isFree: false };
  }
}

function either(parts: readonly Part[]): Part {
  return {
    first: parts.flatMap(({ first }) => first),
    last: parts.flatMap(({ last }) => last),
    isEmpty: parts.some(({ isEmpty }) => isEmpty),
    ends: parts.flatMap(({ ends }) => ends),
    isFree: parts.some(({ isFree }) => isFree),
  };
}

/** All that is reached from a place, without the place unless a way leads back to it. */
function reachedFrom<Place>(start: Place, next: (place: Place) => Iterable<Place>): Set<Place> {
  const reached = new Set<Place>();
  const open: Place[] = [start];
  for (let place = open.pop(); place !== undefined; place = open.pop())
    for (const each of next(place)) {
      if (reached.has(each)) continue;
      reached.add(each);
      open.push(each);
    }
  return reached;
}

/** Positions from which a way leads to a position, and from there back; none if no repetition holds it. */
function loopAround({ next, before }: Positions, at: number): ReadonlySet<number> {
  const behind = reachedFrom(at, (place) => next(place).keys());
  const ahead = reachedFrom(at, (place) => before(place));
  return new Set([...behind].filter((place) => ahead.has(place)));
}

/** Whether two ways of equal characters lead from a position of a loop back to it. */
function isAmbiguous({ sets, next, before }: Positions, loop: ReadonlySet<number>): boolean {
  const [at = 0] = loop;
  if ([...loop].some((from) => [...next(from)].some(([to, ways]) => ways > 1 && loop.has(to)))) return true;
  // A pair of positions is one number.
  const pairs = (step: (place: number) => Iterable<number>) =>
    function* (pair: number): Generator<number> {
      for (const a of step(Math.floor(pair / sets.length)))
        for (const b of step(pair % sets.length))
          if (loop.has(a) && loop.has(b) && overlap(sets[a] ?? [], sets[b] ?? [])) yield a * sets.length + b;
    };
  const same = at * sets.length + at;
  const behind = reachedFrom(
    same,
    pairs((place) => next(place).keys()),
  );
  const ahead = reachedFrom(same, pairs(before));
  return [...behind].some((pair) => Math.floor(pair / sets.length) !== pair % sets.length && ahead.has(pair));
}

/**
 * Whether a backtracking engine takes a time that doubles with each character, for some text that does not fit: two ways of equal
 * characters through a repetition, behind which something must follow. @param isWhole whether the whole text must fit. False of what is not read.
 */
export function isExponential(source: string, isWhole = false): boolean {
  if (source.length > LONGEST_PATTERN) return false;
  // Names of groups mean nothing here.
  const node = parsePattern(source.replace(/\(\?P?<\w+>/g, '('));
  const positions = new Positions();
  const { ends } = node ? positions.add(node) : EMPTY;
  if (positions.sets.length > MOST_POSITIONS) return false;
  const judged = new Set<number>();
  return [...positions.sets.keys()].some((at) => {
    const loop = judged.has(at) ? new Set<number>() : loopAround(positions, at);
    for (const each of loop) judged.add(each);
    const mayFail = isWhole || !ends.some((each) => loop.has(each));
    return loop.size > 0 && mayFail && isAmbiguous(positions, loop);
  });
}
