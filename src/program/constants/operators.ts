import {
  concatenated,
  Dict,
  isPrimitive,
  List,
  numberOfValue,
  PartText,
  Reference,
  textOfValue,
  UNKNOWN,
  wholeText,
  type Value,
  NOT_CONSTANT,
} from './value.js';

type Numeric = (a: number, b: number) => Value;

const ARITHMETIC: ReadonlyMap<string, Numeric> = new Map<string, Numeric>([
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['%', (a, b) => a % b],
  ['**', (a, b) => a ** b],
  ['&', (a, b) => a & b],
  ['|', (a, b) => a | b],
  ['^', (a, b) => a ^ b],
  ['<<', (a, b) => a << b],
  ['>>', (a, b) => a >> b],
  ['>>>', (a, b) => a >>> b],
]);

const ORDER: ReadonlyMap<string, (a: number | string, b: number | string) => boolean> = new Map([
  ['<', (a, b) => a < b],
  ['>', (a, b) => a > b],
  ['<=', (a, b) => a <= b],
  ['>=', (a, b) => a >= b],
]);

function isOpen(value: Value): boolean {
  return value === UNKNOWN || value instanceof PartText || value instanceof Reference;
}

function isText(value: Value): boolean {
  return typeof value === 'string' || (!isPrimitive(value) && !isOpen(value));
}

function add(left: Value, right: Value): Value {
  if (isText(left) || isText(right) || left instanceof PartText || right instanceof PartText)
    return concatenated([left, right]);
  const [a, b] = [numberOfValue(left), numberOfValue(right)];
  return a === null || b === null ? UNKNOWN : a + b;
}

function isSame(left: Value, right: Value, isStrict: boolean): Value {
  if (isOpen(left) || isOpen(right)) return UNKNOWN;
  if (isStrict || !isPrimitive(left) || !isPrimitive(right)) return left === right;
  // eslint-disable-next-line eqeqeq
  return typeof left === typeof right ? left === right : left == right;
}

function inOrder(operator: string, left: Value, right: Value): Value {
  const order = ORDER.get(operator);
  if (!order) return null;
  if (typeof left === 'string' && typeof right === 'string') return order(left, right);
  const [a, b] = [numberOfValue(left), numberOfValue(right)];
  return a === null || b === null ? UNKNOWN : order(a, b);
}

function isIn(left: Value, right: Value): Value {
  const key = wholeText(left);
  if (key === null) return UNKNOWN;
  if (right instanceof Dict) return right.fields.has(key);
  return right instanceof List ? Number(key) < right.items.length : UNKNOWN;
}

/** What an operator with two operands gives. */
export function operate(operator: string, left: Value, right: Value): Value {
  if (operator === '+') return add(left, right);
  const numeric = ARITHMETIC.get(operator);
  if (numeric) {
    const [a, b] = [numberOfValue(left), numberOfValue(right)];
    return a === null || b === null ? UNKNOWN : numeric(a, b);
  }
  return compare(operator, left, right);
}

function compare(operator: string, left: Value, right: Value): Value {
  if (ORDER.has(operator)) return inOrder(operator, left, right);
  if (operator === 'in') return isIn(left, right);
  if (!operator.includes('=')) return UNKNOWN;
  const same = isSame(left, right, operator.length === 3);
  return operator.startsWith('=') || typeof same !== 'boolean' ? same : !same;
}

function typeOf(value: Value): Value {
  if (isOpen(value)) return value instanceof PartText ? 'string' : UNKNOWN;
  if (value === null) return 'object';
  if (isPrimitive(value)) return typeof value;
  return value instanceof List || value instanceof Dict ? 'object' : 'function';
}

/** What an operator with one operand gives. */
export function operateOne(operator: string, value: Value): Value {
  if (operator === 'typeof') return typeOf(value);
  if (operator === 'void') return undefined;
  if (operator === '!') return isOpen(value) ? UNKNOWN : !(isPrimitive(value) ? value : true);
  const number = numberOfValue(value);
  if (number === null) return UNKNOWN;
  if (operator === '-') return -number;
  if (operator === '+') return number;
  if (operator === '~') return ~number;
  throw NOT_CONSTANT;
}

/** The text of a property's name; null where it is not known. */
export function keyOfValue(value: Value): string | null {
  const text = textOfValue(value);
  return typeof text === 'string' ? text : null;
}
