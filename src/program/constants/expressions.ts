import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  LogicalExpression,
  MemberExpression,
  NewExpression,
  ObjectExpression,
  UpdateExpression,
} from 'acorn';
import { limitOf } from '../../files/index.js';
import { nameOfKey } from '../scopes/name-of-key.js';
import type { Scope } from '../scopes/scope.js';
import { assignPattern, memberKey } from './assign.js';
import { madeValue } from './known-functions.js';
import type { Machine } from './machine.js';
import { memberOfValue } from './members.js';
import { operate, operateOne } from './operators.js';
import { patternOf } from './text-patterns.js';
import {
  Closure,
  concatenated,
  Dict,
  isPrimitive,
  List,
  numberOfValue,
  Reference,
  UNKNOWN,
  type FunctionCode,
  type Value,
  NOT_CONSTANT,
} from './value.js';

/** The values of a list, with those that are spread out. */
function valuesOf(machine: Machine, nodes: readonly (AnyNode | null)[], scope: Scope): Value[] {
  const values: Value[] = [];
  for (const node of nodes) {
    if (node?.type !== 'SpreadElement') {
      values.push(node ? machine.evaluate(node, scope) : undefined);
      continue;
    }
    const spread = machine.evaluate(node.argument, scope);
    if (spread instanceof List) values.push(...spread.items.slice(0, limitOf('computed-items')));
    else if (typeof spread === 'string') values.push(...Array.from(spread));
    else values.push(UNKNOWN);
  }
  if (values.length > limitOf('computed-items')) throw NOT_CONSTANT;
  return values;
}

/** One of two values: a member of the runtime's objects, if one of them is. Everything else is not known. */
function either(values: readonly Value[]): Value {
  return values.find((value) => value instanceof Reference) ?? UNKNOWN;
}

function objectValue(machine: Machine, { properties }: ObjectExpression, scope: Scope): Value {
  const made = new Dict();
  for (const property of properties) {
    if (property.type === 'SpreadElement') {
      const spread = machine.evaluate(property.argument, scope);
      const fields = spread instanceof Dict ? spread.fields : [];
      for (const [key, value] of fields) made.fields.set(key, value);
      continue;
    }
    const key = memberKey(machine, { computed: property.computed, property: property.key }, scope);
    const isPlain = property.kind === 'init';
    if (key !== null) made.fields.set(key, isPlain ? machine.evaluate(property.value, scope) : UNKNOWN);
  }
  return made;
}

function logical(machine: Machine, { operator, left, right }: LogicalExpression, scope: Scope): Value {
  const first = machine.evaluate(left, scope);
  if (first === UNKNOWN || first instanceof Reference) return operator === '&&' ? UNKNOWN : first;
  const isTrue = isPrimitive(first) ? Boolean(first) : true;
  const isLeft =
    operator === '??' ? first !== null && first !== undefined : operator === '||' ? isTrue : !isTrue;
  return isLeft ? first : machine.evaluate(right, scope);
}

function assign(machine: Machine, { operator, left, right }: AssignmentExpression, scope: Scope): Value {
  const given = machine.evaluate(right, scope);
  const value =
    operator === '=' ? given : operate(operator.slice(0, -1), machine.evaluate(left, scope), given);
  assignPattern(machine, { pattern: left, value }, scope);
  return value;
}

function update(machine: Machine, { operator, prefix, argument }: UpdateExpression, scope: Scope): Value {
  const before = numberOfValue(machine.evaluate(argument, scope));
  if (before === null) throw NOT_CONSTANT;
  const after = operator === '++' ? before + 1 : before - 1;
  assignPattern(machine, { pattern: argument, value: after }, scope);
  return prefix ? after : before;
}

function member(machine: Machine, node: MemberExpression, scope: Scope): Value {
  const object = machine.evaluate(node.object, scope);
  const isEnded = node.optional && (object === null || object === undefined);
  if (isEnded) return undefined;
  const key = memberKey(machine, node, scope);
  return key === null ? UNKNOWN : memberOfValue(object, key);
}

/** `path.join(home, '.aws')`: a path, whatever module gives the function. */
function pathValue({ callee }: CallExpression, args: readonly Value[]): Value {
  if (callee.type !== 'MemberExpression' || args.length < 2) return UNKNOWN;
  const name = nameOfKey({ computed: callee.computed, key: callee.property });
  if (name !== 'join' && name !== 'resolve') return UNKNOWN;
  return concatenated(args.flatMap((value, index) => (index === 0 ? [value] : ['/', value])));
}

function call(machine: Machine, node: CallExpression, scope: Scope): Value {
  const { callee } = node;
  if (callee.type === 'MemberExpression') return callMember(machine, { node, callee }, scope);
  const called = callee.type === 'Super' ? UNKNOWN : machine.evaluate(callee, scope);
  return machine.call(called, undefined, valuesOf(machine, node.arguments, scope));
}

interface MemberCall {
  readonly node: CallExpression;
  readonly callee: MemberExpression;
}

function callMember(machine: Machine, { node, callee }: MemberCall, scope: Scope): Value {
  const self = machine.evaluate(callee.object, scope);
  const key = memberKey(machine, callee, scope);
  const isEnded = (callee.optional || node.optional) && (self === null || self === undefined);
  if (isEnded) return undefined;
  const args = valuesOf(machine, node.arguments, scope);
  if (self === UNKNOWN || self instanceof Reference) return pathValue(node, args);
  return key === null ? UNKNOWN : machine.call(memberOfValue(self, key), self, args);
}

function make(machine: Machine, { callee, arguments: given }: NewExpression, scope: Scope): Value {
  return madeValue(machine.evaluate(callee, scope), valuesOf(machine, given, scope));
}

type Compute<Kind extends AnyNode['type']> = (
  machine: Machine,
  node: Extract<AnyNode, { type: Kind }>,
  scope: Scope,
) => Value;

function closure(machine: Machine, node: FunctionCode, scope: Scope): Value {
  return new Closure(node, scope, machine.text());
}

const COMPUTES: { readonly [Kind in AnyNode['type']]?: Compute<Kind> } = {
  Literal(_, { value, regex }) {
    if (regex) return patternOf(regex.pattern, regex.flags);
    return typeof value === 'bigint' || value instanceof RegExp ? UNKNOWN : value;
  },
  TemplateLiteral: (machine, { quasis, expressions }, scope) =>
    concatenated(
      quasis.flatMap(({ value }, index): Value[] => {
        const expression = expressions[index];
        const text = value.cooked ?? '';
        return expression ? [text, machine.evaluate(expression, scope)] : [text];
      }),
    ),
  Identifier: (machine, { name }, scope) => machine.read(name, scope),
  ThisExpression: (machine, _, scope) => machine.read('this', scope),
  ArrayExpression: (machine, { elements }, scope) => new List(valuesOf(machine, elements, scope)),
  ObjectExpression: objectValue,
  FunctionExpression: closure,
  ArrowFunctionExpression: closure,
  UnaryExpression(machine, { operator, argument }, scope) {
    if (operator === 'delete') throw NOT_CONSTANT;
    return operateOne(operator, machine.evaluate(argument, scope));
  },
  BinaryExpression(machine, { operator, left, right }, scope) {
    if (left.type === 'PrivateIdentifier') return UNKNOWN;
    if (operator === '^') machine.decode();
    return operate(operator, machine.evaluate(left, scope), machine.evaluate(right, scope));
  },
  LogicalExpression: logical,
  ConditionalExpression(machine, { test, consequent, alternate }, scope) {
    const value = machine.evaluate(test, scope);
    if (value === UNKNOWN || value instanceof Reference)
      return either([consequent, alternate].map((each) => machine.evaluate(each, scope)));
    const isTrue = isPrimitive(value) ? Boolean(value) : true;
    return machine.evaluate(isTrue ? consequent : alternate, scope);
  },
  AssignmentExpression: assign,
  UpdateExpression: update,
  MemberExpression: member,
  CallExpression: call,
  NewExpression: make,
  SequenceExpression(machine, { expressions }, scope) {
    let last: Value = undefined;
    for (const each of expressions) last = machine.evaluate(each, scope);
    return last;
  },
  ChainExpression: (machine, { expression }, scope) => machine.evaluate(expression, scope),
  ParenthesizedExpression: (machine, { expression }, scope) => machine.evaluate(expression, scope),
};

/** What an expression gives; UNKNOWN where that depends on more than the script. */
export function compute(machine: Machine, node: AnyNode, scope: Scope): Value {
  const known = COMPUTES[node.type] as Compute<AnyNode['type']> | undefined;
  return known ? known(machine, node, scope) : UNKNOWN;
}
