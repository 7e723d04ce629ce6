import { expect, test } from 'vitest';
import { OpenGraph } from '../../src/program/open-graph.js';
import { withLimit } from '../support/lowered-limit.js';

test('of several imports of a file the surest one counts', () => {
  const graph = new OpenGraph(() => '');
  graph.indexOf('a');
  const [node] = graph.nodes;
  if (!node) throw new Error('no node');
  for (const kind of ['may', 'start', 'call'] as const) graph.link(node, 'b', kind);
  expect([...node.edges]).toEqual([[1, 'start']]);
});

test('nodes that reading adds are read, too, each once', async () => {
  const graph = new OpenGraph(() => '');
  graph.indexOf('a');
  const read: string[] = [];
  await graph.follow(0, async (nodes) => {
    for (const node of nodes) {
      read.push(node.path);
      if (node.path.length < 3) graph.link(node, `${node.path}a`, 'start');
    }
  });
  expect(read).toEqual(['a', 'aa', 'aaa']);
});

test('a graph of too many files is cut, and says so', async () => {
  await withLimit('reachable-files', 1, () => {
    const graph = new OpenGraph(() => '');
    expect([graph.indexOf('a'), graph.indexOf('b'), graph.isCut]).toEqual([0, null, true]);
  });
});
