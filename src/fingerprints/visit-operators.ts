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
/** What minifiers drop, add and turn into each other. */
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

type Side = Expression | PrivateIdentifier;

/** Minifiers turn comparisons around: a literal comes last here. */
function withLiteralLast({ left, right }: BinaryExpression): readonly [Side, Side] {
  return left.type === 'Literal' || isNothing(left) ? [right, left] : [left, right];
}

function visitComparison(node: BinaryExpression, walk: TreeWalk): void {
  const [first, second] = withLiteralLast(node);
  walk.visit(first);
  if (isNothing(second) || isUndefinedWord(second)) return;
  walk.operator(EQUALITY.has(node.operator) ? '==' : '<', node.start);
  walk.visit(second);
}

export function visitBinary(node: BinaryExpression, walk: TreeWalk): void {
  const { operator, left, right, start } = node;
  if (operator === '+') return visitJoined(node, walk);
  if (EQUALITY.has(operator) || RELATION.has(operator)) return visitComparison(node, walk);
  // `1/0` is Infinity.
  if (operator === '/' && right.type === 'Literal' && right.value === 0) return;
  walk.visit(left);
  walk.operator(operator, start);
  walk.visit(right);
}

export function visitUnary({ operator, argument, start }: UnaryExpression, walk: TreeWalk): void {
  // `!0`, `!1` and `void 0` are literals.
  if ((operator === '!' || operator === 'void') && argument.type === 'Literal') return;
  if (operator === 'typeof' || operator === 'delete' || operator === '~') walk.operator(operator, start);
  walk.visit(argument);
}

export function visitAssignment(
  { operator, left, right, start }: AssignmentExpression,
  walk: TreeWalk,
): void {
  walk.visit(left);
  if (!SILENT.has(operator)) walk.operator(operator.slice(0, -1), start);
  walk.visit(right);
}

/** A test that says the same of the branches turned around: `!a`, `a != b`. */
function isNegated(test: Expression): boolean {
  return test.type === 'UnaryExpression'
    ? test.operator === '!'
    : test.type === 'BinaryExpression' && (test.operator === '!=' || test.operator === '!==');
}

/** `if` and `?:`, the branch for the positive test first. */
export function visitBranches(
  { test, consequent, alternate }: IfStatement | ConditionalExpression,
  walk: TreeWalk,
): void {
  walk.visit(test);
  const isTurned = isNegated(test) && Boolean(alternate);
  walk.visit(isTurned ? alternate : consequent);
  walk.visit(isTurned ? consequent : alternate);
}
