import { ANY_CHAR, overlap, setOf, sourceOf, type CharSet } from '../../syntax/index.js';
import { canBeEmpty, parsePattern, type PatternNode } from '../../syntax/index.js';

/**
 * The start of a pattern, as far as V8's backtracking takes linear time for it. Bounds, for one place where a match begins:
 * `ways` to match it, `length` of the longest, `lengths` that it may have. Unbounded repeats are kept only where no two starts come
 * to the same run: they add the text's length to all work, not to each place's.
 */
interface Prefix {
  readonly source: string;
  readonly ways: number;
  readonly length: number;
  readonly lengths: number;
  /** False when the pattern goes on. */
  readonly isWhole: boolean;
}

/** Steps at most for one character of text. */
const MAX_STEPS = 1_500;

const EMPTY: Prefix = { source: '', ways: 1, length: 0, lengths: 1, isWhole: true };
const NOTHING: Prefix = { ...EMPTY, isWhole: false };

function isAffordable({ ways, length, lengths }: Prefix): boolean {
  return ways * (length + lengths) <= MAX_STEPS;
}

/** First (or last) characters of a match of a node; `around` are those of its neighbours. */
function outer(node: PatternNode, end: 'first' | 'last', around: CharSet): CharSet {
  if (node.kind === 'set') return node.set;
  if (node.kind === 'edge') return around;
  if (node.kind === 'choice') return setOf(...node.branches.flatMap((branch) => outer(branch, end, around)));
  if (node.kind === 'repeat') {
    const own = outer(node.node, end, around);
    return canBeEmpty(node) ? setOf(...own, ...around) : own;
  }
  const items = end === 'first' ? node.items.toReversed() : node.items;
  return items.reduce((far: CharSet, item) => outer(item, end, far), around);
}

/** Characters that may come before a node and after it. */
interface Place {
  readonly before: CharSet;
  readonly after: CharSet;
}

function join(first: Prefix, second: Prefix): Prefix {
  return {
    source: first.source + second.source,
    ways: first.ways * second.ways,
    length: first.length + second.length,
    lengths: first.lengths * second.lengths,
    isWhole: second.isWhole,
  };
}

/** Characters that may come after each item. */
function afterEach(items: readonly PatternNode[], after: CharSet): readonly CharSet[] {
  const sets = [after];
  for (const item of items.slice(1).toReversed()) sets.push(outer(item, 'first', sets.at(-1) ?? after));
  return sets.toReversed();
}

function prefixOfSequence(items: readonly PatternNode[], { before, after }: Place): Prefix {
  const afters = afterEach(items, after);
  let prefix = EMPTY;
  let left = before;
  for (const [index, item] of items.entries()) {
    const next = join(prefix, prefixOf(item, { before: left, after: afters[index] ?? after }));
    if (!isAffordable(next)) return { ...prefix, isWhole: false };
    prefix = next;
    if (!prefix.isWhole) return prefix;
    left = outer(item, 'last', left);
  }
  return prefix;
}

function prefixOfChoice(branches: readonly PatternNode[], place: Place): Prefix {
  const prefixes = branches.map((branch) => prefixOf(branch, place));
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  // One branch that may match anything lets everything through.
  if (prefixes.some(({ source, isWhole }) => source === '' && !isWhole)) return NOTHING;
  return {
    source:
      prefixes.length === 1
        ? (prefixes[0]?.source ?? '')
        : `(?:${prefixes.map(({ source }) => source).join('|')})`,
    ways: sum(prefixes.map(({ ways }) => ways)),
    length: Math.max(...prefixes.map(({ length }) => length)),
    lengths: sum(prefixes.map(({ lengths }) => lengths)),
    isWhole: prefixes.every(({ isWhole }) => isWhole),
  };
}

type Repeat = Extract<PatternNode, { kind: 'repeat' }>;

/** The minimum repetitions of a repeat. */
function leastOf(one: Prefix, min: number): Prefix {
  let prefix = EMPTY;
  for (let times = 0; times < min; times += 1) {
    const next = join(prefix, one);
    if (!isAffordable(next)) break;
    prefix = next;
    if (!prefix.isWhole) break;
  }
  return { ...prefix, isWhole: false };
}

/** All repetitions; the next character shows which length is right, if the text behind begins differently. */
function allOf(one: Prefix, { min, max }: Repeat, isClear: boolean): Prefix {
  const counts = max - min + 1;
  return {
    source: `(?:${one.source}){${min},${max === Infinity ? '' : max}}`,
    ways: Math.max(1, one.ways) ** (max === Infinity ? 1 : max) * (isClear ? 1 : counts),
    length: max === Infinity ? 0 : one.length * max,
    lengths: max === Infinity ? 1 : one.lengths ** max * counts,
    isWhole: true,
  };
}

function prefixOfRepeat(repeat: Repeat, { before, after }: Place): Prefix {
  const { node, min, max } = repeat;
  const own = outer(node, 'first', ANY_CHAR);
  const inside = {
    before: setOf(...before, ...outer(node, 'last', ANY_CHAR)),
    after: setOf(...own, ...after),
  };
  const one = prefixOf(node, inside);
  const isClear = !overlap(own, after);
  // An unbounded run begins at one place only; the text before it is not part of it.
  const isBounded = max < Infinity || (node.kind === 'set' && isClear && !overlap(own, before));
  const all = allOf(one, repeat, isClear);
  return one.isWhole && isBounded && isAffordable(all) ? all : leastOf(one, min);
}

function prefixOf(node: PatternNode, place: Place): Prefix {
  switch (node.kind) {
    case 'set':
      return { source: sourceOf(node.set), ways: 1, length: 1, lengths: 1, isWhole: true };
    case 'edge':
      return { ...EMPTY, source: node.source };
    case 'sequence':
      return prefixOfSequence(node.items, place);
    case 'choice':
      return prefixOfChoice(node.branches, place);
    default:
      return prefixOfRepeat(node, place);
  }
}

/** An expression for V8, without flags that keep a place. */
export interface PrefixFilter {
  readonly expression: RegExp;
  /** Whether it is all of the pattern: it finds something in no other text. */
  readonly isWhole: boolean;
}

/**
 * An expression for V8 that finds something in every text in which a pattern (in RE2 syntax) does, in time linear in the text;
 * null when nothing is known. Where it knows the start of the pattern only, its matches have to be checked again.
 */
export function prefixFilter(pattern: string): PrefixFilter | null {
  const node = parsePattern(pattern);
  const prefix = node && prefixOf(node, { before: ANY_CHAR, after: ANY_CHAR });
  return prefix?.source ? { expression: new RegExp(prefix.source, 'u'), isWhole: prefix.isWhole } : null;
}
