import type {
  AnyNode,
  AssignmentExpression,
  BinaryExpression,
  ConditionalExpression,
  Expression,
  IfStatement,
  PrivateIdentifier,
  UnaryExpression,
} from 'acorn';
import type { TreeWalk } from './tree-walk.js';
import { stringOf, visitJoined } from './visit-literals.js';

const EQUALITY = new Set(['==', '===', '!=', '!==']);
const RELATION = new Set(['<', '<=', '>', '>=']);
/** Assignments that minifiers drop, add or turn into each other. */
const SILENT = new Set(['=', '+=', '&&=', '||=', '??=']);

/** `null`, `undefined`, `void 0`. */
function isNothing(node: AnyNode): boolean {
  if (node.type === 'Literal') return node.raw === 'null';
  if (node.type === 'Identifier') return node.name === 'undefined';
  return node.type === 'UnaryExpression' && node.operator === 'void';
}

/** `"undefined"`, or `"u"` in `typeof x > "u"`. */
function isUndefinedWord(node: AnyNode): boolean {
  const text = stringOf(node);
  return text === 'undefined' || text === 'u';
}

/** Whether a node's value is known from the node alone. */
function isConstant(node: AnyNode): boolean {
  if (node.type === 'UnaryExpression') return node.operator !== 'typeof' && isConstant(node.argument);
  return node.type === 'Literal' || isNothing(node) || stringOf(node) !== null;
}

type Side = Expression | PrivateIdentifier;

/** The operands with a constant one last: minifiers swap the sides of comparisons and products. */
function withConstantLast({ left, right }: BinaryExpression): readonly [Side, Side] {
  return isConstant(left) && !isConstant(right) ? [right, left] : [left, right];
}

/** `x` of `typeof x`; other nodes as they are. */
function withoutTypeof(node: Side): Side {
  return node.type === 'UnaryExpression' && node.operator === 'typeof' ? node.argument : node;
}

function visitComparison(node: BinaryExpression, walk: TreeWalk): void {
  const [first, second] = withConstantLast(node);
  // Comparing with null or undefined is written in many ways, and is what `?.` and `??` stand for.
  if (isNothing(second)) return walk.visit(first);
  if (isUndefinedWord(second)) return walk.visit(withoutTypeof(first));
  walk.visit(first);
  walk.visit(second);
  walk.operator(EQUALITY.has(node.operator) ? '==' : '<', node.start);
}

const ARITHMETIC: ReadonlyMap<string, (a: number, b: number) => number> = new Map([
  ['*', (a, b) => a * b],
  ['-', (a, b) => a - b],
  ['+', (a, b) => a + b],
  ['/', (a, b) => a / b],
  ['**', (a, b) => a ** b],
  ['<<', (a, b) => (Number.isNaN(b) ? NaN : a << b)],
]);

/** The value of an expression of numbers, which minifiers compute; NaN for any other expression. */
function numberOf(node: AnyNode): number {
  if (node.type === 'Literal') return typeof node.value === 'number' ? node.value : NaN;
  if (node.type === 'UnaryExpression') return node.operator === '-' ? -numberOf(node.argument) : NaN;
  const work = node.type === 'BinaryExpression' ? ARITHMETIC.get(node.operator) : undefined;
  if (node.type !== 'BinaryExpression' || !work) return NaN;
  const left = numberOf(node.left);
  return Number.isNaN(left) ? NaN : work(left, numberOf(node.right));
}

export function visitBinary(node: BinaryExpression, walk: TreeWalk): void {
  const { operator, start } = node;
  const value = numberOf(node);
  // `1/0` is Infinity, which is a name.
  if (!Number.isNaN(value)) return Number.isFinite(value) ? walk.number(value, start) : undefined;
  if (operator === '+') return visitJoined(node, walk);
  if (EQUALITY.has(operator) || RELATION.has(operator)) return visitComparison(node, walk);
  const [first, second] = operator === '*' ? withConstantLast(node) : [node.left, node.right];
  walk.visit(first);
  walk.visit(second);
  walk.operator(operator, start);
}

export function visitUnary({ operator, argument, start }: UnaryExpression, walk: TreeWalk): void {
  // `!0`, `!1` and `void 0` are literals.
  if ((operator === '!' || operator === 'void') && argument.type === 'Literal') return;
  walk.visit(argument);
  if (operator === 'typeof' || operator === 'delete' || operator === '~') walk.operator(operator, start);
}

export function visitAssignment(
  { operator, left, right, start }: AssignmentExpression,
  walk: TreeWalk,
): void {
  walk.visit(right);
  walk.visit(left);
  if (!SILENT.has(operator)) walk.operator(operator.slice(0, -1), start);
}

/** Whether a test is the negation of another one: `!a`, `a != b`. Minifiers swap the branches instead. */
function isNegated(test: Expression): boolean {
  return test.type === 'UnaryExpression'
    ? test.operator === '!'
    : test.type === 'BinaryExpression' && (test.operator === '!=' || test.operator === '!==');
}

/** Visits `if` and `?:`, the branch of the positive test first. */
export function visitBranches(
  { test, consequent, alternate }: IfStatement | ConditionalExpression,
  walk: TreeWalk,
): void {
  walk.visit(test);
  const isTurned = isNegated(test) && Boolean(alternate);
  walk.visit(isTurned ? alternate : consequent);
  walk.visit(isTurned ? consequent : alternate);
}
