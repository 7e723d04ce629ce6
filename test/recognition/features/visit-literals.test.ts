import type { AnyNode } from 'acorn';
import { expect, test } from 'vitest';
import type { TreeWalk } from '../../../src/recognition/features/tree-walk.js';
import { visitJoined } from '../../../src/recognition/features/visit-literals.js';
import { parseScript } from '../../../src/syntax/index.js';

/** Texts and other expressions of a text that is put together, in order. */
function piecesOf(node: AnyNode): string[] {
  const seen: string[] = [];
  const walk: Pick<TreeWalk, 'text' | 'visit'> = {
    text: (text) => void seen.push(text),
    visit: (visited) => void seen.push(`<${visited?.type ?? ''}>`),
  };
  visitJoined(node, walk as TreeWalk);
  return seen;
}

function expressionOf(text: string): AnyNode {
  const [statement] = parseScript(text)?.body ?? [];
  if (statement?.type !== 'ExpressionStatement') throw new Error('no expression');
  return statement.expression;
}

test.each([
  ['`a${b}c`', ['a', '<Identifier>', 'c']],
  ['`a${`b${c}d`}e`', ['ab', '<Identifier>', 'de']],
  ['"a" + b + `c${"d" + e}`', ['a', '<Identifier>', 'cd', '<Identifier>']],
  ['"a".concat(b, "c").concat(`d${e}`)', ['a', '<Identifier>', 'cd', '<Identifier>']],
  ['a.concat("b").concat(c)', ['<CallExpression>']],
  ['a + ("b" + c)', ['<Identifier>', 'b', '<Identifier>']],
])('the pieces of %s', (text, pieces) => {
  expect(piecesOf(expressionOf(text))).toEqual(pieces);
});
