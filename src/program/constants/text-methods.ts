import { limitOf } from '../../files/index.js';
import type { Machine } from './machine.js';
import { isSearchable, matched, matchedAll } from './text-patterns.js';
import { bounded, List, numberOfValue, Pattern, UNKNOWN, wholeText, type Value } from './value.js';

/** A method of a text. @param args of which none is unknown, unless it is a function. */
type TextMethod = (text: string, args: readonly Value[], machine: Machine) => Value;

function at(value: Value): number | undefined {
  return value === undefined ? undefined : (numberOfValue(value) ?? undefined);
}

function repeated(text: string, count: number): Value {
  if (!(count >= 0 && text.length * count <= limitOf('computed-text'))) return UNKNOWN;
  return text.repeat(count);
}

function padded(text: string, args: readonly Value[], side: 'padStart' | 'padEnd'): Value {
  const length = Math.min(at(args[0]) ?? 0, limitOf('computed-text'));
  return text[side](length, wholeText(args[1] === undefined ? ' ' : args[1]) ?? ' ');
}

function split(text: string, [by, most]: readonly Value[], machine: Machine): Value {
  if (by instanceof Pattern)
    return isSearchable(machine, text) ? new List(text.split(by.expression).slice(0, at(most))) : UNKNOWN;
  const separator = by === undefined ? null : wholeText(by);
  const parts = separator === null ? [text] : text.split(separator);
  return parts.length > limitOf('computed-items') ? UNKNOWN : new List(parts.slice(0, at(most)));
}

function replacedBy(machine: Machine, by: Value, groups: readonly (string | undefined)[]): string | null {
  if (typeof by === 'string') return by;
  return wholeText(machine.call(by, undefined, groups));
}

/** `text.replace(from, to)`; `to` may be a function of the script. */
function replace(text: string, [from, to]: readonly Value[], { machine, all }: Replacing): Value {
  if (!isSearchable(machine, text)) return UNKNOWN;
  const pattern = from instanceof Pattern ? from.expression : wholeText(from);
  if (pattern === null) return UNKNOWN;
  let isUnknown = false;
  const one = (...found: unknown[]): string => {
    machine.step();
    const groups = found.filter((each): each is string => typeof each === 'string');
    const given = replacedBy(machine, to, groups);
    if (given === null) isUnknown = true;
    return given ?? '';
  };
  if (pattern instanceof RegExp) pattern.lastIndex = 0;
  const plain = typeof to === 'string' ? to : one;
  const isAll = all && (typeof pattern === 'string' || pattern.global);
  const made = isAll ? text.replaceAll(pattern, plain as string) : text.replace(pattern, plain as string);
  return isUnknown ? UNKNOWN : bounded(made);
}

interface Replacing {
  readonly machine: Machine;
  readonly all: boolean;
}

const whole = (value: Value): string => wholeText(value) ?? '';

const METHODS: ReadonlyMap<string, TextMethod> = new Map<string, TextMethod>([
  ['toString', (text) => text],
  ['valueOf', (text) => text],
  ['normalize', (text) => text],
  ['trim', (text) => text.trim()],
  ['trimStart', (text) => text.trimStart()],
  ['trimEnd', (text) => text.trimEnd()],
  ['toLowerCase', (text) => text.toLowerCase()],
  ['toUpperCase', (text) => text.toUpperCase()],
  ['charAt', (text, [index]) => text.charAt(at(index) ?? 0)],
  ['at', (text, [index]) => text.at(at(index) ?? 0)],
  ['charCodeAt', (text, [index]) => text.charCodeAt(at(index) ?? 0)],
  ['codePointAt', (text, [index]) => text.codePointAt(at(index) ?? 0)],
  ['slice', (text, [from, to]) => text.slice(at(from), at(to))],
  ['substring', (text, [from, to]) => text.substring(at(from) ?? 0, at(to))],
  ['substr', (text, [from, length]) => text.substr(at(from) ?? 0, at(length))],
  ['indexOf', (text, [part, from]) => text.indexOf(whole(part), at(from))],
  ['lastIndexOf', (text, [part]) => text.lastIndexOf(whole(part))],
  ['includes', (text, [part]) => text.includes(whole(part))],
  ['startsWith', (text, [part]) => text.startsWith(whole(part))],
  ['endsWith', (text, [part]) => text.endsWith(whole(part))],
  ['concat', (text, parts) => bounded(text + parts.map(whole).join(''))],
  ['repeat', (text, [count]) => repeated(text, at(count) ?? 0)],
  ['padStart', (text, args) => padded(text, args, 'padStart')],
  ['padEnd', (text, args) => padded(text, args, 'padEnd')],
  ['split', split],
  ['match', (text, [by], machine) => (by instanceof Pattern ? matched(machine, text, by) : UNKNOWN)],
  ['matchAll', (text, [by], machine) => (by instanceof Pattern ? matchedAll(machine, text, by) : UNKNOWN)],
  ['replace', (text, args, machine) => replace(text, args, { machine, all: false })],
  ['replaceAll', (text, args, machine) => replace(text, args, { machine, all: true })],
]);

/** What a method of a text gives. */
export function textMethod(
  machine: Machine,
  { text, name }: { readonly text: string; readonly name: string },
  args: readonly Value[],
): Value {
  const method = METHODS.get(name);
  return !method || args.includes(UNKNOWN) ? UNKNOWN : method(text, args, machine);
}

/** What a method of a number gives. */
export function numberMethod(number: number, name: string, [given]: readonly Value[]): Value {
  const base = given === undefined ? 10 : numberOfValue(given);
  if (name !== 'toString' || base === null) return UNKNOWN;
  try {
    return number.toString(base);
  } catch {
    // A base that numbers do not have.
    return UNKNOWN;
  }
}
