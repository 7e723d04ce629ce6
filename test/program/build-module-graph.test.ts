import { expect, it } from 'vitest';
import { buildModuleGraph, type ModuleGraph } from '../../src/program/index.js';
import { memoryTree } from '../support/memory-tree.js';

function graphOf(files: Readonly<Record<string, string>>): Promise<ModuleGraph> {
  const scripts = Object.keys(files).filter((path) => path.endsWith('js'));
  return buildModuleGraph(memoryTree(files), {
    seeds: ['index.js'],
    scripts,
    mountPath: '/var/task',
  });
}

function edgesFrom({ nodes }: ModuleGraph, path: string): string[] {
  const node = nodes.find((each) => each.path === path);
  return [...(node?.edges ?? [])].map(([to, kind]) => `${kind} ${nodes[to]?.path}`).sort();
}

it('has an edge for each import, the surest one if there are several', async () => {
  const graph = await graphOf({
    'index.js': "require('./a'); const f = () => [require('./a'), require('./b.json')]; load('./c.js')",
    'a.js': '',
    'b.json': '{}',
    'c.js': '',
  });
  expect(edgesFrom(graph, 'index.js')).toEqual(['call b.json', 'may c.js', 'start a.js']);
});

it('keeps what the tree does not have for other mounts', async () => {
  const { nodes } = await graphOf({ 'index.js': "require('x/y'); require('fs'); require('/opt/z')" });
  expect(nodes[0]?.outside.map(({ specifier }) => specifier).sort()).toEqual(['/opt/z', 'x/y']);
});

it('takes absolute paths of its own mount', async () => {
  const graph = await graphOf({ 'index.js': "require('/var/task/lib/a')", 'lib/a.js': '' });
  expect(edgesFrom(graph, 'index.js')).toEqual(['start lib/a.js']);
});

it('follows a cycle once', async () => {
  const { nodes } = await graphOf({ 'index.js': "require('./a')", 'a.js': "require('./index')" });
  expect(nodes.map(({ path }) => path)).toEqual(['index.js', 'a.js']);
});
