import { limitOf } from '../../files/index.js';
import {
  Closure,
  Dict,
  Known,
  List,
  Method,
  numberOfValue,
  PartText,
  Pattern,
  Reference,
  UNKNOWN,
  type Value,
  NOT_CONSTANT,
  THROWN,
} from './value.js';

const INDEX = /^(?:0|[1-9]\d{0,8})$/;

/** Objects of the language whose members are known. */
const MAKERS: readonly (readonly [(value: Value) => boolean, string])[] = [
  [(value) => typeof value === 'string', 'String'],
  [(value) => typeof value === 'number', 'Number'],
  [(value) => typeof value === 'boolean', 'Boolean'],
  [(value) => value instanceof List, 'Array'],
  [(value) => value instanceof Pattern, 'RegExp'],
  [(value) => value instanceof Dict, 'Object'],
  [(value) => value instanceof Known || value instanceof Method || value instanceof Closure, 'Function'],
];

function constructorOf(value: Value): Value {
  const name = MAKERS.find(([fits]) => fits(value))?.[1];
  return name === undefined ? UNKNOWN : new Known(name);
}

/** A method that the language has; undefined of a name that it does not have. */
function methodOf(value: Value, key: string, prototype: object): Value {
  return key in prototype ? new Method(value, key) : undefined;
}

function ownMember(value: Value, key: string): Value {
  if (typeof value === 'string') {
    if (key === 'length') return value.length;
    return INDEX.test(key) ? value[Number(key)] : methodOf(value, key, String.prototype);
  }
  if (value instanceof List) {
    if (key === 'length') return value.items.length;
    return INDEX.test(key)
      ? value.items[Number(key)]
      : methodOf(value, key, value.form === 'list' ? Array.prototype : Buffer.prototype);
  }
  return new Method(value, key);
}

const OBJECT_METHODS = new Set(['hasOwnProperty', 'toString', 'call', 'apply', 'bind']);

function fieldOf(value: Dict | Closure, key: string): Value {
  if (value instanceof Closure && key === 'prototype' && !value.fields.has(key))
    value.fields.set(key, new Dict());
  if (value.fields.has(key)) return value.fields.get(key);
  return OBJECT_METHODS.has(key) ? new Method(value, key) : undefined;
}

/** A member of a value. Throws what the code may catch if the value has none. */
export function memberOfValue(value: Value, key: string): Value {
  if (value === null || value === undefined) throw THROWN;
  if (value === UNKNOWN || value instanceof PartText) return UNKNOWN;
  if (value instanceof Reference) return referenced(value, key);
  if (key === 'constructor') return constructorOf(value);
  if (value instanceof Dict || value instanceof Closure) return fieldOf(value, key);
  if (value instanceof Known) return knownMember(value, key);
  return ownMember(value, key);
}

const CALLS = new Set(['call', 'apply', 'bind']);

function knownMember(value: Known, key: string): Value {
  return CALLS.has(key) ? new Method(value, key) : new Known(`${value.name}.${key}`);
}

function referenced({ code }: Reference, key: string): Value {
  const longer = `${code}[${JSON.stringify(key)}]`;
  return longer.length > limitOf('computed-reference') ? UNKNOWN : new Reference(longer);
}

function setItem({ items }: List, key: string, value: Value): void {
  const index = key === 'length' ? numberOfValue(value) : Number(key);
  if (index === null || !Number.isInteger(index) || index < 0 || index > limitOf('computed-items'))
    throw NOT_CONSTANT;
  if (key === 'length') items.length = index;
  else items[index] = value;
}

/** Sets a member of a list or an object of the code. */
export function setMember(object: Value, key: string, value: Value): void {
  if (object instanceof List) setItem(object, key, value);
  else if (
    (object instanceof Dict || object instanceof Closure) &&
    object.fields.size < limitOf('computed-items')
  )
    object.fields.set(key, value);
  else if (object !== UNKNOWN) throw NOT_CONSTANT;
}
