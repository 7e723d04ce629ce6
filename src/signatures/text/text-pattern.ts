import { RE2JS, type Matcher } from 're2js';
import { longestMatch } from './longest-match.js';
import { requiredWords } from './required-words.js';
import { prefixFilter, type PrefixFilter } from './prefix-filter.js';
import { beginningsIn, stretchesOf, type Stretch } from './stretches.js';

export interface TextMatch {
  readonly seen: string;
  /** Offset in the text. */
  readonly start: number;
  /** What the first group of the pattern that took part in the match holds, and its offset; the whole match without such a group. */
  readonly inner: string;
  readonly innerStart: number;
}

/** A pattern that is looked for in linear time, whatever the text. */
export interface TextPattern {
  matches(text: string): Iterable<TextMatch>;
  isIn(text: string): boolean;
}

const compile = (source: string): RE2JS => RE2JS.compile(source, RE2JS.MULTILINE);

/**
 * Makes sure that a source is RE2 syntax.
 * @throws Error when it is not.
 */
export function checkPattern(source: string): void {
  compile(source);
}

/**
 * Finds the next match. RE2 begins every search with looking for the words of its pattern, up to the end of the text: for the
 * first match that spares most texts the search, for each further one it would make the work quadratic.
 */
function findNext(compiled: RE2JS, matcher: Matcher): boolean {
  const engine: { prefilter: unknown } = compiled.re2();
  const { prefilter } = engine;
  engine.prefilter = null;
  try {
    return matcher.find();
  } finally {
    engine.prefilter = prefilter;
  }
}

/** Number of the first group that took part in a match; 0, the whole match, without one. */
function firstGroup(matcher: Matcher): number {
  for (let group = 1; group <= matcher.groupCount(); group += 1) if (matcher.start(group) >= 0) return group;
  return 0;
}

function matchOf(matcher: Matcher): TextMatch {
  const group = firstGroup(matcher);
  return {
    seen: matcher.group() ?? '',
    start: matcher.start(),
    inner: matcher.group(group) ?? '',
    innerStart: matcher.start(group),
  };
}

function* allMatches(compiled: RE2JS, text: string, from = 0): Generator<TextMatch> {
  const matcher = compiled.matcher(text);
  for (let found = matcher.find(from); found; found = findNext(compiled, matcher)) yield matchOf(matcher);
}

/** Matches in a stretch, read with one character on either side: edges depend on these. */
function matchesInStretch(compiled: RE2JS, text: string, { start, end }: Stretch): TextMatch[] | null {
  const before = Math.min(1, start);
  const slice = text.slice(start - before, end + 1);
  const found = [...allMatches(compiled, slice, before)].map((one) => ({
    ...one,
    start: one.start + start - before,
    innerStart: one.innerStart + start - before,
  }));
  // Nothing that begins in the stretch reaches so far, unless it took the cut for the text's end.
  const isCut = end + 1 < text.length && found.some(({ seen, start: at }) => at + seen.length > end);
  return isCut ? null : found;
}

function* matchesInStretches(
  compiled: RE2JS,
  text: string,
  { stretches, mayMatch }: Pick<Searching, 'mayMatch'> & { readonly stretches: Iterable<Stretch> },
): Generator<TextMatch> {
  for (const stretch of stretches) {
    if (!mayMatch(text.slice(stretch.start, stretch.end + 1))) continue;
    const found = matchesInStretch(compiled, text, stretch);
    if (!found) {
      yield* allMatches(compiled, text, stretch.start);
      return;
    }
    yield* found;
  }
}

/** What is made of a pattern's source. */
interface Searching {
  /** Whether a text has a word that every match contains. */
  readonly mayMatch: (text: string) => boolean;
  readonly prefix: PrefixFilter | null;
  /** The prefix for all places of a text. */
  readonly filter: RegExp | null;
  /** The most characters of a match. */
  readonly reach: number;
}

function searchingFor(source: string): Searching {
  const prefix = prefixFilter(source);
  const filter = prefix && new RegExp(prefix.expression, 'gu');
  const words = requiredWords(source);
  return {
    mayMatch: (text) => words?.test(text) ?? true,
    prefix,
    filter,
    reach: filter ? longestMatch(source) : Infinity,
  };
}

/**
 * A pattern of RE2 syntax that was checked. V8 looks for its start first, which nearly no text has: RE2 takes ten times as long
 * for it, is not even compiled until then, and reads only the text behind such starts. Nothing is made of a pattern before it is
 * looked for: most are never.
 */
export function textPattern(source: string): TextPattern {
  let searching: Searching | undefined;
  let compiled: RE2JS | undefined;
  function* matches(text: string): Generator<TextMatch> {
    const { filter, reach, mayMatch } = (searching ??= searchingFor(source));
    if (!mayMatch(text)) return;
    if (!filter) {
      yield* allMatches((compiled ??= compile(source)), text);
      return;
    }
    const [first] = beginningsIn(text, filter);
    if (first === undefined) return;
    compiled ??= compile(source);
    if (reach >= text.length - first) yield* allMatches(compiled, text, first);
    else yield* matchesInStretches(compiled, text, { stretches: stretchesOf(text, filter, reach), mayMatch });
  }
  return {
    matches,
    isIn(text) {
      const { prefix } = (searching ??= searchingFor(source));
      return prefix?.isWhole ? prefix.expression.test(text) : matches(text).next().done === false;
    },
  };
}
