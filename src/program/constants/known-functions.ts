import { Buffer } from 'node:buffer';
import { limitOf } from '../../files/index.js';
import type { Machine } from './machine.js';
import { memberOfValue } from './members.js';
import {
  bounded,
  Dict,
  Known,
  List,
  numberOfValue,
  textOfValue,
  UNKNOWN,
  wholeText,
  type Value,
  NOT_CONSTANT,
} from './value.js';

const ENCODINGS: ReadonlySet<string> = new Set(
  'utf8 utf-8 latin1 binary ascii base64 base64url hex utf16le ucs2'.split(' '),
);

function encodingOf(value: Value): BufferEncoding | null {
  const name = value === undefined ? 'utf8' : wholeText(value)?.toLowerCase();
  return name !== undefined && ENCODINGS.has(name) ? (name as BufferEncoding) : null;
}

/** Bytes as a text. */
export function decodedBytes(bytes: readonly number[], given: Value): Value {
  const encoding = encodingOf(given);
  // Bytes that are still to be filled.
  if (encoding === null || (bytes.length > 0 && bytes.every((byte) => byte === 0))) return UNKNOWN;
  return bounded(Buffer.from(bytes as number[]).toString(encoding));
}

function decodedItems({ items }: List): Value {
  return items.every((item) => typeof item === 'number') ? decodedBytes(items, 'utf8') : UNKNOWN;
}

function bytesOf(bytes: Uint8Array, form: List['form'] = 'buffer'): List {
  if (bytes.length > limitOf('computed-items')) throw NOT_CONSTANT;
  return new List([...bytes], form);
}

function bufferFrom([value, given]: readonly Value[]): Value {
  if (value instanceof List) return new List([...value.items], 'buffer');
  const [text, encoding] = [typeof value === 'string' ? value : null, encodingOf(given)];
  return text === null || encoding === null ? UNKNOWN : bytesOf(Buffer.from(text, encoding));
}

function listFrom(machine: Machine, [value, by]: readonly Value[]): Value {
  let items: Value[] | null = null;
  if (typeof value === 'string') items = Array.from(value);
  else if (value instanceof List) items = [...value.items];
  else if (value instanceof Dict) items = sized(value.fields.get('length'));
  if (!items) return UNKNOWN;
  const made =
    by === undefined ? items : items.map((item, index) => machine.call(by, undefined, [item, index]));
  return new List(made);
}

function sized(length: Value): Value[] | null {
  if (typeof length !== 'number' || !(length >= 0 && length <= limitOf('computed-items'))) return null;
  return Array.from({ length }, () => undefined);
}

function characters(args: readonly Value[]): Value {
  const codes = args.map(numberOfValue);
  if (codes.includes(null)) return UNKNOWN;
  return bounded(codes.map((code) => String.fromCharCode(code ?? 0)).join(''));
}

function ofText(change: (text: string) => string): (args: readonly Value[]) => Value {
  return ([value]) => {
    const text = wholeText(value);
    try {
      return text === null ? UNKNOWN : bounded(change(text));
    } catch (error) {
      if (error instanceof URIError) return UNKNOWN;
      throw error;
    }
  };
}

function unescaped(text: string): string {
  return text.replace(/%u([\da-f]{4})|%([\da-f]{2})/gi, (_, wide?: string, narrow?: string) =>
    String.fromCharCode(parseInt(wide ?? narrow ?? '0', 16)),
  );
}

function entriesOf(value: Value): readonly (readonly [string, Value])[] | null {
  if (value instanceof Dict) return [...value.fields];
  return value instanceof List ? value.items.map((item, index) => [String(index), item] as const) : null;
}

function listed(value: Value, one: (entry: readonly [string, Value]) => Value): Value {
  const entries = entriesOf(value);
  return entries ? new List(entries.map(one)) : UNKNOWN;
}

function fromEntries([value]: readonly Value[]): Value {
  if (!(value instanceof List)) return UNKNOWN;
  const made = new Dict();
  for (const entry of value.items) {
    const [key, own] = entry instanceof List ? entry.items : [];
    const name = wholeText(key);
    if (name !== null) made.fields.set(name, own);
  }
  return made;
}

function integer([value, base]: readonly Value[]): Value {
  const text = textOfValue(value);
  const given = base === undefined ? undefined : (numberOfValue(base) ?? undefined);
  return typeof text === 'string' ? parseInt(text, given) : UNKNOWN;
}

function numeric(compute: (...numbers: number[]) => number): (args: readonly Value[]) => Value {
  return (args) => {
    const numbers = args.map(numberOfValue);
    return numbers.includes(null) ? UNKNOWN : compute(...numbers.map((each) => each ?? 0));
  };
}

function concatBytes([value]: readonly Value[]): Value {
  if (!(value instanceof List)) return UNKNOWN;
  const items = value.items.flatMap((item) => (item instanceof List ? item.items : [UNKNOWN as Value]));
  return items.length > limitOf('computed-items') ? UNKNOWN : new List(items, 'buffer');
}

type Run = (args: readonly Value[], machine: Machine) => Value;

const RUNS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ['String', ([value]) => (value === undefined ? '' : textOfValue(value))],
  ['String.fromCharCode', characters],
  ['String.fromCodePoint', characters],
  ['Number', ([value]) => numberOfValue(value) ?? UNKNOWN],
  ['parseInt', integer],
  ['Number.parseInt', integer],
  [
    'parseFloat',
    ([value]) => {
      const text = wholeText(value);
      return text === null ? UNKNOWN : parseFloat(text);
    },
  ],
  ['isNaN', numeric((value) => Number(Number.isNaN(value)))],
  ['Array', (args) => (args.length === 1 ? new List(sized(args[0]) ?? [...args]) : new List([...args]))],
  ['Array.of', (args) => new List([...args])],
  ['Array.from', (args, machine) => listFrom(machine, args)],
  ['Array.isArray', ([value]) => (value === UNKNOWN ? UNKNOWN : value instanceof List)],
  ['Uint8Array.from', (args, machine) => asBytes(listFrom(machine, args), 'bytes')],
  ['Object', ([value]) => value],
  ['Object.keys', ([value]) => listed(value, ([key]) => key)],
  ['Object.values', ([value]) => listed(value, ([, own]) => own)],
  ['Object.entries', ([value]) => listed(value, ([key, own]) => new List([key, own]))],
  ['Object.fromEntries', fromEntries],
  ['Object.freeze', ([value]) => value],
  [
    'Reflect.get',
    ([object, key]) => {
      const name = wholeText(key);
      return name === null ? UNKNOWN : memberOfValue(object, name);
    },
  ],
  [
    'Reflect.apply',
    ([callee, self, args], machine) =>
      args instanceof List ? machine.call(callee, self, args.items) : UNKNOWN,
  ],
  ['Buffer.from', bufferFrom],
  ['Buffer.concat', concatBytes],
  [
    'Buffer.alloc',
    ([length]) => {
      const items = sized(length);
      return items
        ? new List(
            items.map(() => 0),
            'buffer',
          )
        : UNKNOWN;
    },
  ],
  ['TextDecoder().decode', ([value]) => (value instanceof List ? decodedItems(value) : UNKNOWN)],
  ['Object.create', () => new Dict()],
  ['atob', ofText((text) => Buffer.from(text, 'base64').toString('latin1'))],
  ['btoa', ofText((text) => Buffer.from(text, 'latin1').toString('base64'))],
  ['unescape', ofText(unescaped)],
  ['escape', ofText((text) => text)],
  ['decodeURIComponent', ofText(decodeURIComponent)],
  ['decodeURI', ofText(decodeURI)],
  ['encodeURIComponent', ofText(encodeURIComponent)],
  ['Math.floor', numeric(Math.floor)],
  ['Math.ceil', numeric(Math.ceil)],
  ['Math.round', numeric(Math.round)],
  ['Math.abs', numeric(Math.abs)],
  ['Math.trunc', numeric(Math.trunc)],
  ['Math.pow', numeric((a, b) => (a ?? 0) ** (b ?? 0))],
  ['Math.min', numeric(Math.min)],
  ['Math.max', numeric(Math.max)],
  ['Math.imul', numeric((a, b) => Math.imul(a ?? 0, b ?? 0))],
]);

/** Functions that turn numbers, bytes or an encoding into text. */
const DECODERS = new Set(
  'String.fromCharCode String.fromCodePoint Buffer.from Uint8Array.from atob unescape decodeURIComponent parseInt TextDecoder().decode'.split(
    ' ',
  ),
);

function asBytes(value: Value, form: List['form']): Value {
  return value instanceof List ? new List(value.items, form) : value;
}

function lengthOf(value: Value): number {
  if (typeof value === 'string') return value.length;
  return value instanceof List ? value.items.length : 1;
}

/** What a function of the language gives. */
export function callKnown(machine: Machine, { name }: Known, args: readonly Value[]): Value {
  const value = RUNS.get(name)?.(args, machine) ?? (RUNS.has(name) ? undefined : UNKNOWN);
  if (DECODERS.has(name)) machine.decode(lengthOf(value));
  return value;
}

/** Names of the language that are known without a declaration. */
const GLOBALS = new Set([...RUNS.keys()].map((name) => name.split('.')[0] ?? ''));
const MADE = new Set(['Function', 'TextDecoder', 'Uint8Array', 'Int8Array', 'Uint16Array', 'Math', 'JSON']);

/** A global name that is known; null of another. */
export function knownGlobal(name: string): Known | null {
  return GLOBALS.has(name) || MADE.has(name) ? new Known(name) : null;
}

/** `new Uint8Array([…])`, `new TextDecoder()` */
export function madeValue(callee: Value, [first]: readonly Value[]): Value {
  if (!(callee instanceof Known)) return UNKNOWN;
  if (callee.name === 'TextDecoder') return new Known('TextDecoder()');
  if (callee.name === 'Array') return new List(sized(first) ?? []);
  if (!callee.name.endsWith('Array')) return callee.name === 'String' ? textOfValue(first) : UNKNOWN;
  if (first instanceof List) return new List([...first.items], 'bytes');
  const items = sized(first);
  return items
    ? new List(
        items.map(() => 0),
        'bytes',
      )
    : UNKNOWN;
}
