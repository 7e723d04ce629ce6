import type { AnyNode, Expression, Literal, PrivateIdentifier } from 'acorn';
import type { TreeWalk } from './tree-walk.js';

/** The text of a string literal, or of a template without parts to fill in. */
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

/** A name that is written `.name`, `["name"]`, `{name:` or `{"name":`. */
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

function piecesOfTemplate(node: Extract<AnyNode, { type: 'TemplateLiteral' }>): Piece[] {
  return node.quasis.flatMap((quasi, index): Piece[] => {
    const next = node.expressions[index];
    const text: Piece = { text: quasi.value.cooked ?? quasi.value.raw, node: quasi };
    return next ? [text, ...piecesOf(next)] : [text];
  });
}

/** `"a".concat(b)`: what a template becomes in older JavaScript. */
function concatenatedTo(node: AnyNode): Expression | null {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return null;
  const { object, property, computed } = node.callee;
  if (computed || property.type !== 'Identifier' || property.name !== 'concat') return null;
  return object.type === 'Super' || !isJoined(object) ? null : object;
}

/** Whether a node is a text, or certainly makes one by joining. */
function isJoined(node: AnyNode): boolean {
  return stringOf(node) !== null || node.type === 'TemplateLiteral' || concatenatedTo(node) !== null;
}

/** The parts of a text that is put together, in order. The long side of a chain of `+` is not walked by recursion. */
function piecesOf(node: AnyNode): Piece[] {
  const reversed: Piece[][] = [];
  let left: AnyNode = node;
  while (left.type === 'BinaryExpression' && left.operator === '+') {
    reversed.push(piecesOf(left.right));
    left = left.left;
  }
  const first = concatenatedTo(left);
  if (first && left.type === 'CallExpression')
    reversed.push([...piecesOf(first), ...left.arguments.flatMap(piecesOf)]);
  else if (left.type === 'TemplateLiteral') reversed.push(piecesOfTemplate(left));
  else reversed.push([{ text: stringOf(left), node: left }]);
  return reversed.reverse().flat();
}

/**
 * A text that is put together by `+`, in a template or by `concat`: minifiers and transpilers turn each into the others and
 * join neighbours. Read as its expressions and the whole texts between them.
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

/** Calls that are `concat` on a text. */
export function isConcatenation(node: AnyNode): boolean {
  return concatenatedTo(node) !== null;
}
