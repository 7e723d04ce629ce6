import { limitOf } from '../../files/index.js';
import { decodedBytes } from './known-functions.js';
import type { Machine } from './machine.js';
import { operate } from './operators.js';
import {
  isPrimitive,
  joined,
  List,
  numberOfValue,
  truthOf,
  UNKNOWN,
  wholeText,
  type Value,
  NOT_CONSTANT,
} from './value.js';

interface ListCall {
  readonly machine: Machine;
  readonly list: List;
  readonly args: readonly Value[];
}

type ListMethod = (call: ListCall) => Value;

function at(value: Value): number | undefined {
  return value === undefined ? undefined : (numberOfValue(value) ?? undefined);
}

function like({ form }: List, items: Value[]): List {
  if (items.length > limitOf('computed-items')) throw NOT_CONSTANT;
  return new List(items, form);
}

/** What a function of the code gives of each item. */
function each({ machine, list, args: [by] }: ListCall): Value[] {
  return list.items.map((item, index) => {
    machine.step();
    return machine.call(by, undefined, [item, index, list]);
  });
}

function flat(items: readonly Value[], depth: number): Value[] {
  return items.flatMap((item): Value[] =>
    item instanceof List && depth > 0 ? flat(item.items, depth - 1) : [item],
  );
}

function reduce({ machine, list, args }: ListCall, items: readonly Value[]): Value {
  const [by] = args;
  const rest = args.length > 1 ? items : items.slice(1);
  let value = args.length > 1 ? args[1] : items[0];
  for (const [index, item] of rest.entries()) {
    machine.step();
    value = machine.call(by, undefined, [value, item, index, list]);
  }
  return value;
}

function isSame(item: Value, wanted: Value): boolean {
  return operate('===', item, wanted) === true;
}

function sorted({ machine, list, args: [by] }: ListCall): Value {
  const order = (a: Value, b: Value): number => {
    machine.step();
    if (by === undefined) return (wholeText(a) ?? '') < (wholeText(b) ?? '') ? -1 : 1;
    return numberOfValue(machine.call(by, undefined, [a, b])) ?? 0;
  };
  list.items.sort(order);
  return list;
}

function decodedText({ machine, list: { items, form }, args: [encoding] }: ListCall): Value {
  if (form === 'list') return joined(items, ',');
  if (form === 'bytes') return joined(items, ',');
  machine.decode(items.length);
  const bytes = items.map((item) => (typeof item === 'number' ? item : null));
  if (bytes.includes(null)) return UNKNOWN;
  return decodedBytes(
    bytes.map((byte) => byte ?? 0),
    encoding,
  );
}

/** Throws if a list is too long to be computed. */
function room({ items }: List, added: number): void {
  if (items.length + added > limitOf('computed-items')) throw NOT_CONSTANT;
}

function push({ list, args }: ListCall): Value {
  room(list, args.length);
  return list.items.push(...args);
}

function unshift({ list, args }: ListCall): Value {
  room(list, args.length);
  return list.items.unshift(...args);
}

function splice({ list, args: [from, count, ...added] }: ListCall): Value {
  room(list, added.length);
  return like(list, list.items.splice(at(from) ?? 0, at(count) ?? list.items.length, ...added));
}

/** A list that was turned around several times and is still not as the code wants it never will be. */
function shift({ list }: ListCall): Value {
  list.turns += 1;
  if (list.turns > 4 * list.items.length + 64) throw NOT_CONSTANT;
  return list.items.shift();
}

function concat({ list, args }: ListCall): Value {
  const items = [
    ...list.items,
    ...args.flatMap((arg): readonly Value[] => (arg instanceof List ? arg.items : [arg])),
  ];
  return like(list, items);
}

const METHODS: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ['join', ({ list, args: [by] }) => joined(list.items, by === undefined ? ',' : (wholeText(by) ?? ''))],
  ['toString', decodedText],
  ['push', push],
  ['pop', ({ list }) => list.items.pop()],
  ['shift', shift],
  ['unshift', unshift],
  ['reverse', ({ list }) => (list.items.reverse(), list)],
  ['toReversed', ({ list }) => like(list, list.items.toReversed())],
  ['slice', ({ list, args: [from, to] }) => like(list, list.items.slice(at(from), at(to)))],
  ['subarray', ({ list, args: [from, to] }) => like(list, list.items.slice(at(from), at(to)))],
  ['splice', splice],
  ['concat', concat],
  ['at', ({ list, args: [index] }) => list.items.at(at(index) ?? 0)],
  ['includes', ({ list, args: [wanted] }) => list.items.some((item) => isSame(item, wanted))],
  ['indexOf', ({ list, args: [wanted] }) => list.items.findIndex((item) => isSame(item, wanted))],
  ['map', (call) => like(call.list, each(call))],
  ['flatMap', (call) => like(call.list, flat(each(call), 1))],
  ['flat', ({ list, args: [depth] }) => like(list, flat(list.items, Math.min(at(depth) ?? 1, 9)))],
  ['forEach', (call) => (each(call), undefined)],
  ['filter', (call) => like(call.list, keep(call))],
  ['find', (call) => keep(call)[0]],
  ['some', (call) => keep(call).length > 0],
  ['every', (call) => keep(call).length === call.list.items.length],
  ['reduce', (call) => reduce(call, call.list.items)],
  ['reduceRight', (call) => reduce(call, call.list.items.toReversed())],
  ['sort', sorted],
  ['fill', ({ list, args: [value] }) => (list.items.fill(value), list)],
  ['keys', ({ list }) => new List([...list.items.keys()])],
  ['values', ({ list }) => list],
  ['entries', ({ list }) => new List(list.items.map((item, index) => new List([index, item])))],
]);

function keep(call: ListCall): Value[] {
  const fits = each(call);
  return call.list.items.filter((_, index) => truthOf(fits[index]));
}

/** Methods that take a place or a separator, and do nothing with an unknown one. */
const NEEDS_KNOWN = new Set(['join', 'slice', 'subarray', 'splice', 'at']);

/** What a method of a list gives; it may change the list. */
export function listMethod(
  machine: Machine,
  list: List,
  { name, args }: { readonly name: string; readonly args: readonly Value[] },
): Value {
  const method = METHODS.get(name);
  if (!method) return UNKNOWN;
  if (NEEDS_KNOWN.has(name) && !args.every(isPrimitive)) return UNKNOWN;
  return method({ machine, list, args });
}
