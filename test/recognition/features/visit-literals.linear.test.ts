import type { AnyNode } from 'acorn';
import { expect, test } from 'vitest';
import type { TreeWalk } from '../../../src/recognition/features/tree-walk.js';
import { isConcatenation, visitJoined } from '../../../src/recognition/features/visit-literals.js';
import { expectLinear } from '../../support/expect-linear.js';

const DEPTH = 100_000;

/** A walk that looks at each part once and keeps none. */
const WALK: Pick<TreeWalk, 'text' | 'visit'> = { text: () => {}, visit: () => {} };

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
      visitJoined(node as AnyNode, WALK as TreeWalk);
      expect(chain.filter((each) => isConcatenation(each as AnyNode)).length).toBeLessThan(depth + 1);
    },
  ),
);
