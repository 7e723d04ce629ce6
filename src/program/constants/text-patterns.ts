import { limitOf } from '../../files/index.js';
import type { Machine } from './machine.js';
import { List, Pattern, UNKNOWN, type Value } from './value.js';

/** What may match in several lengths: two of them take the square of a text's length at each place, some dozen never end. */
const REPEATS = /[*+?{]/g;
/** Groups that repeat, and references: what makes the time of a search explode. */
const DEAR = /\)[*+?{]|\\[1-9k]|\(\?[<=!]/;

/** A pattern that takes, at most, the square of a short text's length; UNKNOWN of others. */
export function patternOf(source: string, flags: string): Value {
  const repeats = source.replace(/\\.|\(\?:/g, 'x').match(REPEATS) ?? [];
  if (repeats.length > 1 || DEAR.test(source) || source.length > limitOf('computed-pattern')) return UNKNOWN;
  try {
    return new Pattern(new RegExp(source, flags.replace(/[^gimsu]/g, '')));
  } catch {
    return UNKNOWN;
  }
}

/** Characters that a pattern compares in the time of a step. */
const COMPARED_A_STEP = 64;

/** Whether a text is short enough for a pattern, which takes the square of its length: so much is counted. */
export function isSearchable(machine: Machine, text: string): boolean {
  if (text.length > limitOf('computed-searched')) return false;
  machine.step(text.length ** 2 / COMPARED_A_STEP);
  return true;
}

/** `text.match(pattern)` */
export function matched(machine: Machine, text: string, { expression }: Pattern): Value {
  if (!isSearchable(machine, text)) return UNKNOWN;
  expression.lastIndex = 0;
  const found = text.match(expression);
  return found ? new List(found.map((each: string | undefined) => each)) : null;
}

/** `text.matchAll(pattern)`: each match with its groups. */
export function matchedAll(machine: Machine, text: string, { expression }: Pattern): Value {
  if (!expression.global || !isSearchable(machine, text)) return UNKNOWN;
  const found = [...text.matchAll(expression)].map((each) => new List([...each]));
  return found.length > limitOf('computed-items') ? UNKNOWN : new List(found);
}
