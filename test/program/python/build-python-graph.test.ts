import { expect, test } from 'vitest';
import { PythonModules } from '../../../src/ecosystems/index.js';
import { buildPythonGraph } from '../../../src/program/index.js';
import { withLimit } from '../../support/lowered-limit.js';
import { memoryTree } from '../../support/memory-tree.js';

async function graphOf(files: Readonly<Record<string, string>>) {
  const modules = new PythonModules(Object.keys(files));
  return buildPythonGraph(memoryTree(files), {
    modules,
    roots: [''],
    seeds: ['app.py'],
    groupOf: (path) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : ''),
    filesOf: (group) => Object.keys(files).filter((path) => path.startsWith(`${group}/`)),
    entryPoints: [],
    configured: [],
    hasPickles: false,
    isPathOpen: false,
  });
}

test('files have edges to those that they load, and names of those that are elsewhere', async () => {
  const { nodes, isCut } = await graphOf({
    'app.py': 'import json, a.b\nfrom other.sub import x\ndef f():\n  import c\n',
    'a/__init__.py': '',
    'a/b.py': 'from . import d',
    'a/d.py': '',
    'c.py': 'from ....above import x',
  });
  const edges = (nodes[0]?.edges ?? new Map()) as ReadonlyMap<number, string>;
  expect([...edges].map(([to, kind]) => `${kind} ${nodes[to]?.path}`)).toEqual([
    'start a/__init__.py',
    'start a/b.py',
    'call c.py',
  ]);
  expect(nodes[0]?.outside).toEqual([{ specifier: 'other.sub.x', kind: 'start', isPrefix: false }]);
  expect(nodes.map(({ path }) => path)).toContain('a/d.py');
  expect(isCut).toBe(false);
});

test('imports in a circle end', async () => {
  const { nodes } = await graphOf({ 'app.py': 'import b', 'b.py': 'import app' });
  expect(nodes).toHaveLength(2);
});

test('a graph that was not followed to its end says so', async () => {
  const files = { 'app.py': 'import b', 'b.py': '' };
  await withLimit('reachable-files', 1, async () => {
    expect((await graphOf(files)).isCut).toBe(true);
  });
});
