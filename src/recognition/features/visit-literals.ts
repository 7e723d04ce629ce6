import type { AnyNode, Expression, Literal, PrivateIdentifier } from 'acorn';
import type { TreeWalk } from './tree-walk.js';

/** The text of a string literal, or of a template without expressions. */
export function stringOf(node: AnyNode | null | undefined): string | null {
  if (node?.type === 'Literal') return typeof node.value === 'string' ? node.value : null;
  if (node?.type !== 'TemplateLiteral' || node.expressions.length > 0) return null;
  return node.quasis[0]?.value.cooked ?? null;
}

export function visitLiteral(node: Literal, walk: TreeWalk): void {
  const { value, regex, bigint, start } = node;
  if (regex) walk.pattern(`${regex.pattern}/${regex.flags}`, start);
  else if (typeof value === 'string') walk.text(value, start);
  else if (typeof value === 'number') walk.number(value, start);
  else if (bigint) walk.number(Number(bigint), start);
}

/** Visits a property's name, written as `.name`, `["name"]`, `{name:` or `{"name":`. */
export function visitKey(key: Expression | PrivateIdentifier, isComputed: boolean, walk: TreeWalk): void {
  const text = stringOf(key);
  if (text !== null) walk.property(text, key.start);
  else if (!isComputed && key.type === 'Identifier') walk.property(key.name, key.start);
  else if (key.type === 'PrivateIdentifier') walk.operator('#', key.start);
  else {
    if (isComputed) walk.operator('[]', key.start);
    walk.visit(key);
  }
}

type Keyed = Extract<AnyNode, { type: 'Property' | 'PropertyDefinition' | 'MethodDefinition' }>;

export function visitKeyed(node: Keyed, walk: TreeWalk): void {
  walk.visit(node.value);
  visitKey(node.key, node.computed, walk);
}

interface Piece {
  readonly text: string | null;
  readonly node: AnyNode;
}

/** The object whose `concat` is called; null if a node is no such call. */
function concatObject(node: AnyNode): Expression | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object, property, computed } = node.callee;
  if (computed || property.type !== 'Identifier' || property.name !== 'concat') return null;
  return object.type === 'Super' ? null : object;
}

/** Whether each node of a chain of `concat` calls begins with a text. Each node is visited once, however long its chain is. */
const joined = new WeakMap<AnyNode, boolean>();

/** Whether a node is a text, or certainly gives one by concatenation. */
function isJoined(node: AnyNode): boolean {
  const chain: AnyNode[] = [];
  let first = node;
  for (let object = concatObject(first); object && !joined.has(first); object = concatObject(first)) {
    chain.push(first);
    first = object;
  }
  const answer = joined.get(first) ?? (stringOf(first) !== null || first.type === 'TemplateLiteral');
  for (const each of chain) joined.set(each, answer);
  return answer;
}

/** `"a".concat(b)`: what transpilers make of a template. */
function concatenatedTo(node: AnyNode): Expression | null {
  const object = concatObject(node);
  return object && isJoined(object) ? object : null;
}

/** The parts of a concatenated text, in order; null if a node is one piece. */
function partsOf(node: AnyNode): readonly AnyNode[] | null {
  if (node.type === 'BinaryExpression' && node.operator === '+') return [node.left, node.right];
  if (node.type === 'TemplateLiteral')
    return node.quasis.flatMap((quasi, at): AnyNode[] => [quasi, ...node.expressions.slice(at, at + 1)]);
  const first = concatenatedTo(node);
  return first && node.type === 'CallExpression' ? [first, ...node.arguments] : null;
}

/** The pieces of a concatenated text, in order. Nested templates take linear time, too. */
function piecesOf(node: AnyNode): Piece[] {
  const pieces: Piece[] = [];
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    const parts = partsOf(next);
    if (parts) for (const part of parts.toReversed()) open.push(part);
    else if (next.type === 'TemplateElement')
      pieces.push({ text: next.value.cooked ?? next.value.raw, node: next });
    else pieces.push({ text: stringOf(next), node: next });
  }
  return pieces;
}

/**
 * Visits a text that is concatenated by `+`, in a template, or by `concat`. Minifiers and transpilers turn each form into the others
 * and join neighbours, so the expressions and the whole texts between them are read.
 */
export function visitJoined(node: AnyNode, walk: TreeWalk): void {
  let text = '';
  let start = node.start;
  for (const piece of piecesOf(node)) {
    if (piece.text !== null) {
      if (text === '') start = piece.node.start;
      text += piece.text;
      continue;
    }
    if (text !== '') walk.text(text, start);
    text = '';
    walk.visit(piece.node);
  }
  if (text !== '') walk.text(text, start);
}

/** Whether a node calls `concat` on a text. */
export function isConcatenation(node: AnyNode): boolean {
  return concatenatedTo(node) !== null;
}
