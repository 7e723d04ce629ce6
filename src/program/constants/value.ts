import type { ArrowFunctionExpression, FunctionDeclaration, FunctionExpression } from 'acorn';
import { limitOf } from '../../files/index.js';
import type { Scope } from '../scopes/scope.js';

export type FunctionCode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** What code makes of values that it does not hold itself: answers, files, arguments. */
export const UNKNOWN = Symbol('unknown');

/** A list, or the bytes of a buffer. */
export class List {
  readonly items: Value[];
  readonly form: 'list' | 'bytes' | 'buffer';
  /** How often its first item was taken away. */
  turns = 0;

  constructor(items: Value[], form: List['form'] = 'list') {
    this.items = items;
    this.form = form;
  }
}

/** An object with the properties that code gave it. */
export class Dict {
  readonly fields = new Map<string, Value>();
}

/** A function of the script, and the scope that it was made in. */
export class Closure {
  readonly node: FunctionCode;
  readonly scope: Scope;
  readonly fields = new Map<string, Value>();

  /** The text of its script. */
  readonly script: string;

  constructor(node: FunctionCode, scope: Scope, script: string) {
    this.node = node;
    this.scope = scope;
    this.script = script;
  }
}

/** A function or an object of the language: `String`, `String.fromCharCode`. */
export class Known {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }
}

/** A method of a value, not called yet. */
export class Method {
  readonly self: Value;
  readonly name: string;

  constructor(self: Value, name: string) {
    this.self = self;
    this.name = name;
  }
}

export class Pattern {
  readonly expression: RegExp;

  constructor(expression: RegExp) {
    this.expression = expression;
  }
}

/** A text of which only parts are known, the others are UNKNOWN. */
export class PartText {
  readonly parts: readonly (string | typeof UNKNOWN)[];

  constructor(parts: PartText['parts']) {
    this.parts = parts;
  }
}

/** A member of a global object, as the code that names it: `globalThis["process"]`. */
export class Reference {
  readonly code: string;

  constructor(code: string) {
    this.code = code;
  }
}

export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | List
  | Dict
  | Closure
  | Known
  | Method
  | Pattern
  | PartText
  | Reference
  | typeof UNKNOWN;

/** The code does something that is not followed, or does too much. */
export class NotConstant extends Error {}

/** The code throws an error that it may catch itself. */
export class Thrown extends Error {}

/** Made once: an error knows where it was made, which takes longer than what is computed here. */
export const NOT_CONSTANT = new NotConstant();
export const THROWN = new Thrown();

export type Primitive = string | number | boolean | null | undefined;

export function isPrimitive(value: Value): value is Primitive {
  return value === null || !['object', 'symbol'].includes(typeof value);
}

/** Throws if a text is too long to be computed. */
export function bounded(text: string): string {
  if (text.length > limitOf('computed-text')) throw NOT_CONSTANT;
  return text;
}

function textOfBytes({ items }: List): string {
  return Buffer.from(items.map((item) => (typeof item === 'number' ? item : 0))).toString('utf8');
}

function listText(list: List): Value {
  if (list.form === 'buffer') return bounded(textOfBytes(list));
  return joined(list.items, ',');
}

/** A value as a text. UNKNOWN of one that is not known at all. */
export function textOfValue(value: Value): string | PartText | typeof UNKNOWN {
  if (isPrimitive(value)) return String(value);
  if (value instanceof PartText) return value;
  if (value instanceof List) return listText(value) as string;
  if (value instanceof Dict) return '[object Object]';
  if (value instanceof Closure) return bounded(value.script.slice(value.node.start, value.node.end));
  if (value instanceof Known) return `function ${value.name}() { [native code] }`;
  if (value instanceof Method) return `function ${value.name}() { [native code] }`;
  return UNKNOWN;
}

/** A value as a text that is known as a whole; null of others. */
export function wholeText(value: Value): string | null {
  const text = textOfValue(value);
  return typeof text === 'string' ? text : null;
}

function partsOf(value: Value): PartText['parts'] {
  const text = textOfValue(value);
  return text instanceof PartText ? text.parts : [text];
}

/** Texts one after the other: known as a whole, in part, or not at all. */
export function concatenated(values: readonly Value[]): string | PartText | typeof UNKNOWN {
  const parts = values.flatMap(partsOf);
  if (parts.every((part) => typeof part === 'string')) return bounded(parts.join(''));
  if (!parts.some((part) => typeof part === 'string' && part !== '')) return UNKNOWN;
  const merged: (string | typeof UNKNOWN)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof last === 'string' && typeof part === 'string')
      merged[merged.length - 1] = bounded(last + part);
    else if (part !== UNKNOWN || last !== UNKNOWN) merged.push(part);
  }
  return new PartText(merged.slice(0, limitOf('computed-parts')));
}

/** The items of a list as `join` makes a text of them. */
export function joined(items: readonly Value[], separator: string): string | PartText | typeof UNKNOWN {
  const parts = items.flatMap((item, index): Value[] => {
    const text = item === null || item === undefined ? '' : item;
    return index === 0 ? [text] : [separator, text];
  });
  return concatenated(parts);
}

/** A value as a number; null of one that is not known. */
export function numberOfValue(value: Value): number | null {
  if (isPrimitive(value)) return Number(value);
  if (value === UNKNOWN || value instanceof PartText || value instanceof Reference) return null;
  const text = wholeText(value);
  return text === null ? null : Number(text);
}

/** Whether a value counts as true; throws of one that is not known. */
export function truthOf(value: Value): boolean {
  if (value === UNKNOWN) throw NOT_CONSTANT;
  if (value instanceof Reference) throw NOT_CONSTANT;
  return isPrimitive(value) ? Boolean(value) : true;
}
