import type { AnyNode } from 'acorn';
import { expect, test } from 'vitest';
import type { TreeWalk } from '../../../src/recognition/features/tree-walk.js';
import { isConcatenation, visitJoined } from '../../../src/recognition/features/visit-literals.js';
import { parseScript } from '../../../src/syntax/index.js';
import { expectLinear } from '../../support/expect-linear.js';

const DEPTH = 100_000;

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

const NAME = { type: 'Identifier', name: 'x', start: 0, end: 1 };
const quasi = (raw: string): object => ({ type: 'TemplateElement', value: { raw, cooked: raw }, start: 0 });

/** Expressions inside each other, deeper than any stack; a reader that copies what it has for each of them takes minutes. */
const NESTS: Readonly<Record<string, (inner: object) => object>> = {
  templates: (inner) => ({
    type: 'TemplateLiteral',
    quasis: [quasi('a'), quasi('b')],
    expressions: [inner],
    start: 0,
  }),
  sums: (inner) => ({ type: 'BinaryExpression', operator: '+', left: NAME, right: inner, start: 0 }),
  'sums to the left': (inner) => ({
    type: 'BinaryExpression',
    operator: '+',
    left: inner,
    right: NAME,
    start: 0,
  }),
  'calls of concat': (inner) => ({
    type: 'CallExpression',
    callee: {
      type: 'MemberExpression',
      object: inner,
      property: { type: 'Identifier', name: 'concat' },
      computed: false,
    },
    arguments: [NAME],
    start: 0,
  }),
};

test.each(Object.entries(NESTS))('%s inside each other take linear time', (_, wrap) =>
  expectLinear(
    DEPTH,
    (depth) => depth,
    (depth) => {
      let node: object = quasi('');
      const chain: object[] = [];
      for (let at = 0; at < depth; at += 1) chain.push((node = wrap(node)));
      piecesOf(node as AnyNode);
      expect(chain.filter((each) => isConcatenation(each as AnyNode)).length).toBeLessThan(depth + 1);
    },
  ),
);
