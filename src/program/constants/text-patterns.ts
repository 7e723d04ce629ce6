import { limitOf } from '../../files/index.js';
import { List, Pattern, UNKNOWN, type Value } from './value.js';

/** What repeats without an end. */
const REPEATS = /[*+]|\{\d*,\}/g;
/** Groups that repeat, and references: what makes the time of a search explode. */
const DEAR = /\)[*+?{]|\\[1-9k]|\(\?[<=!]/;

/** A pattern that takes, at most, the square of a short text's length; UNKNOWN of others. */
export function patternOf(source: string, flags: string): Value {
  const repeats = source.replace(/\\./g, 'x').match(REPEATS) ?? [];
  if (repeats.length > 1 || DEAR.test(source) || source.length > limitOf('computed-pattern')) return UNKNOWN;
  try {
    return new Pattern(new RegExp(source, flags.replace(/[^gimsu]/g, '')));
  } catch {
    return UNKNOWN;
  }
}

/** Whether a text is short enough for a pattern that takes the square of its length. */
export function isSearchable(text: string): boolean {
  return text.length <= limitOf('computed-searched');
}

/** `text.match(pattern)` */
export function matched(text: string, { expression }: Pattern): Value {
  if (!isSearchable(text)) return UNKNOWN;
  expression.lastIndex = 0;
  const found = text.match(expression);
  return found ? new List(found.map((each: string | undefined) => each)) : null;
}
