import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AnyNode } from 'acorn';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachChild, readScript, walkNodes } from '../../src/syntax/index.js';
import { readAtPlaces } from '../../src/syntax/read-at-places.js';

const require = createRequire(import.meta.url);
/** Characters of a body that is never empty in a real script unless it was passed over. */
const LONG = 90;
const TEXT = readFileSync(require.resolve('acorn'), 'utf8');

function treeOf(read: ReturnType<typeof readScript>): AnyNode {
  if (typeof read === 'string') throw new Error(read);
  return read;
}

/** Types and positions of a tree's nodes; nothing inside of bodies for which that is wanted. */
function shapeOf(node: AnyNode, isEmpty: (body: AnyNode) => boolean): unknown {
  const parts: unknown[] = [];
  const isBody = node.type === 'BlockStatement' && isEmpty(node);
  if (!isBody) eachChild(node, (child) => parts.push(shapeOf(child, isEmpty)));
  return [node.type, node.start, node.end, parts];
}

function nodesOf(tree: AnyNode): AnyNode[] {
  return [...walkNodes(tree)] as AnyNode[];
}

function emptyBodies(tree: AnyNode): ReadonlySet<number> {
  const found = new Set<number>();
  for (const node of nodesOf(tree))
    if (node.type === 'BlockStatement' && node.body.length === 0) found.add(node.start);
  return found;
}

test('gives the tree of a script, but for bodies of functions without a place', () => {
  const whole = treeOf(readScript(TEXT));
  // A block that has nothing but a comment is empty in both trees.
  const emptyInWhole = emptyBodies(whole);
  fc.assert(
    fc.property(fc.array(fc.nat(TEXT.length - 1), { maxLength: 5 }), (some) => {
      const places = some.toSorted((a, b) => a - b);
      const tree = treeOf(readAtPlaces(TEXT, places));
      const empty = emptyBodies(tree);
      expect(shapeOf(whole, ({ start }) => empty.has(start))).toEqual(shapeOf(tree, () => false));
      const passed = nodesOf(tree).filter(
        ({ type, start, end }) =>
          type === 'BlockStatement' && empty.has(start) && !emptyInWhole.has(start) && end - start > LONG,
      );
      expect(
        passed.filter(({ start, end }) => places.some((place) => start <= place && place < end)),
      ).toEqual([]);
    }),
    { numRuns: 20, examples: [[[TEXT.indexOf('// ESTree requires null if it failed')]]] },
  );
  expect(emptyBodies(treeOf(readAtPlaces(TEXT, [TEXT.length / 2]))).size).toBeGreaterThan(20);
});

test('keeps the code that tells a helper of a bundler', () => {
  const body = `{ ${'work(); '.repeat(20)} return m && m.__esModule ? m : { default: m }; }`;
  const [kept, passed] = [
    `function f(m) ${body}`,
    `function f(m) ${body.replaceAll('__esModule', 'other')}`,
  ].map((text) => emptyBodies(treeOf(readAtPlaces(text, []))).size);
  expect([kept, passed]).toEqual([0, 1]);
});

test('a text that is no script has no tree', () => {
  expect(readAtPlaces('function (', [])).toBe('malformed');
});
