import { RE2JS } from 're2js';
import { prefixFilter } from './prefix-filter.js';

export interface TextMatch {
  readonly seen: string;
  /** Offset in the text. */
  readonly start: number;
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
 * A pattern of RE2 syntax that was checked. V8 looks for its start first, which nearly no text has: RE2 takes ten times as long
 * for it, and is not even compiled until then.
 */
export function textPattern(source: string): TextPattern {
  const filter = prefixFilter(source);
  let compiled: RE2JS | undefined;
  function* matches(text: string): Generator<TextMatch> {
    if (filter?.test(text) === false) return;
    const matcher = (compiled ??= compile(source)).matcher(text);
    while (matcher.find()) yield { seen: matcher.group() ?? '', start: matcher.start() };
  }
  return { matches, isIn: (text) => matches(text).next().done === false };
}
