import { limitOf } from '../../files/index.js';
import type { CallArguments, PythonFlow, PythonValue } from '../../program/index.js';
import { heldIn, isOutside, UNKNOWN_TEXT, whatIs, type PythonMark, type PythonName } from './taken-values.js';

type Values = readonly PythonValue[];

/** Objects inside each other that are looked into. */
const DEEPEST = 4;
/** Texts of one call that are looked at. */
const MOST_TEXTS = 40;
/** Characters of a text that may hold code. */
export const LONG_TEXT = 8;
/** Paths that one call makes. */
const MOST_PATHS = 8;
/** The name under which an object keeps what it is given. */
export const HELD = '*held';

/** Adds what a value holds. */
function addContents(value: PythonValue, flow: PythonFlow, all: PythonValue[]): void {
  switch (value.kind) {
    case 'object':
    case 'partial':
      for (const { values } of value.slots.values()) all.push(...values.values());
      return;
    case 'instance':
      for (const { values } of value.unit.attributes.values()) all.push(...values.values());
      return;
    case 'outside': {
      const what = whatIs(value);
      if (what.is === 'name' && what.at !== '') all.push(...flow.outsideMember(heldIn(what), HELD));
      return;
    }
    default:
  }
}

/** Values, what is in them, and so on: one list for each step. A value that was in a list before is in no further one. */
function* reachedFrom(values: Values, flow: PythonFlow): Generator<Values> {
  if (values.length === 0) return;
  const seen = new Set<string>();
  let level = values;
  for (let depth = 0; depth <= DEEPEST && level.length > 0; depth += 1) {
    const fresh = depth === 0 ? level : level.filter(({ key }) => !seen.has(key));
    flow.budget.spend(fresh.length);
    if (flow.budget.isSpent) return;
    yield fresh;
    for (const value of fresh) seen.add(value.key);
    const inside: PythonValue[] = [];
    for (const value of fresh) addContents(value, flow, inside);
    level = inside;
  }
}

/** What rules name, in values and in the objects among them. */
export function marksIn(values: Values, flow: PythonFlow): PythonMark[] {
  const found = new Map<string, PythonMark>();
  for (const level of reachedFrom(values, flow))
    for (const value of level) {
      if (!isOutside(value)) continue;
      const what = whatIs(value);
      if (what.is === 'taken') found.set(value.key, what);
    }
  return found.size === 0 ? [] : [...found.values()];
}

/** The text that a value is, or stands for; a part that is not known is `UNKNOWN_TEXT`. */
export function textOf(value: PythonValue): string | null {
  if (value.kind === 'text') return value.text;
  if (value.kind === 'affix') return value.prefix + UNKNOWN_TEXT + value.suffix;
  if (value.kind !== 'outside') return null;
  const what = whatIs(value);
  return what.is === 'name' ? what.text : null;
}

function textsOf(values: Values): string[] {
  return values.flatMap((value) => {
    const text = textOf(value);
    return text === null ? [] : [text];
  });
}

/** The elements of a list as one text: the words of a command. */
function wordsOf(value: PythonValue): string[] {
  if (value.kind !== 'object') return [];
  const words = [...value.slots.values()].flatMap(({ values }) =>
    textsOf([...values.values()]).slice(0, MOST_PATHS),
  );
  return words.length > 1 ? [words.slice(0, MOST_TEXTS).join(' ')] : [];
}

/** Texts among values and in the objects among them. */
export function textsIn(values: Values, flow: PythonFlow): readonly string[] {
  const found: string[] = [];
  for (const level of reachedFrom(values, flow)) {
    for (const value of level) {
      const text = textOf(value);
      found.push(...(text === null ? [] : [text]), ...wordsOf(value));
      if (found.length > MOST_TEXTS) break;
    }
    if (found.length > MOST_TEXTS) break;
  }
  return found.filter(({ length }) => length <= limitOf('behaviour-hint'));
}

/** The values of all arguments. */
export function argumentValues({ positional, named }: CallArguments): Values {
  return [...positional.flat(), ...[...named.values()].flat()];
}

/** Objects that calls of other code made, among values. */
export function objectsIn(values: Values): PythonName[] {
  return values.flatMap((value) => {
    const what = isOutside(value) ? whatIs(value) : null;
    return what?.is === 'name' && what.at !== '' ? [what] : [];
  });
}

/** Whether values hold a text that is long enough to be code. */
export function holdsText(values: Values, flow: PythonFlow): boolean {
  for (const level of reachedFrom(values, flow))
    if (level.some((value) => value.kind === 'text' && value.text.length >= LONG_TEXT)) return true;
  return false;
}

/** The texts of the first argument. */
export function firstTexts({ positional: [first = []] }: CallArguments): readonly (string | null)[] {
  const texts = textsOf(first).slice(0, MOST_PATHS);
  return texts.length > 0 ? texts : [null];
}

/** Each text with each other one; of too many pairs some, in which each text is. */
function pairsOf(first: readonly string[], second: readonly string[]): (readonly [string, string])[] {
  if (first.length * second.length <= MOST_PATHS)
    return first.flatMap((one) => second.map((other) => [one, other] as const));
  const count = Math.min(MOST_PATHS, Math.max(first.length, second.length));
  return Array.from({ length: count }, (_, at) => [
    first[at % first.length] ?? UNKNOWN_TEXT,
    second[at % second.length] ?? UNKNOWN_TEXT,
  ]);
}

/** The paths that the texts of arguments make. */
export function joinedPaths(own: string | null, { positional }: CallArguments): readonly (string | null)[] {
  let paths = [own ?? ''];
  for (const values of positional) {
    const texts = textsOf(values);
    const parts = texts.length > 0 ? texts : [UNKNOWN_TEXT];
    paths = pairsOf(paths, parts).map(([path, part]) => (path === '' ? part : `${path}/${part}`));
  }
  return paths.map((path) => (path === '' || path.length > limitOf('behaviour-hint') ? null : path));
}
