import { describe, expect, it } from 'vitest';
import { overlay, type FileTree } from '../../src/files/index.js';
import { memoryTree } from '../support/memory-tree.js';

async function contentsOf(tree: FileTree): Promise<Record<string, string>> {
  const contents: Record<string, string> = {};
  for await (const { path, bytes } of tree.readMany(tree.files.keys())) contents[path] = String(bytes);
  return contents;
}

describe('overlay', () => {
  it('shows the later of two files, and reports which file hides which', async () => {
    const { tree, hidden } = overlay([
      { tree: memoryTree({ a: 'low', b: 'low' }) },
      { tree: memoryTree({ a: 'mid' }) },
      { tree: memoryTree({ a: 'top' }) },
    ]);
    expect(await contentsOf(tree)).toEqual({ a: 'top', b: 'low' });
    expect(hidden).toEqual([
      { layer: 0, path: 'a', by: 1 },
      { layer: 1, path: 'a', by: 2 },
    ]);
  });

  it('mounts trees at folders, links with them', async () => {
    const { tree, hidden } = overlay([
      { tree: memoryTree({ 'nodejs/x': 'one', y: 'one' }), at: 'opt' },
      { tree: memoryTree({ 'nodejs/x': 'two' }, { link: 'nodejs', all: '' }), at: 'opt' },
      { tree: memoryTree({ 'index.js': 'code' }), at: 'var/task' },
    ]);
    expect(await contentsOf(tree)).toEqual({
      'opt/nodejs/x': 'two',
      'opt/y': 'one',
      'var/task/index.js': 'code',
    });
    expect(hidden).toEqual([{ layer: 0, path: 'nodejs/x', by: 1 }]);
    expect(String((await tree.read('opt/all/link/x')).bytes)).toBe('two');
  });

  it('removes paths that a layer deletes, with all below, but not their neighbours', () => {
    const low = memoryTree({ 'a/b/c': '', 'a/bc': '', d: '' }, { 'a/b/l': 'd' });
    const { tree, hidden } = overlay([
      { tree: low },
      { tree: memoryTree({ 'a/b/new': '' }), removes: ['a/b', 'none'] },
    ]);
    expect([...tree.files.keys(), ...tree.links.keys()]).toEqual(['a/b/new', 'a/bc', 'd']);
    expect(hidden).toEqual([{ layer: 0, path: 'a/b/c', by: 1 }]);
  });

  it('puts a file or a link in place of a folder', () => {
    const low = memoryTree({ 'a/x': '', 'b/x': '' });
    const { tree } = overlay([{ tree: low }, { tree: memoryTree({ a: '' }, { b: 'c' }) }]);
    expect([...tree.files.keys()]).toEqual(['a']);
    expect([...tree.links]).toEqual([['b', 'c']]);
  });

  it('puts a file in place of a link', () => {
    const { tree } = overlay([{ tree: memoryTree({}, { a: 'b' }) }, { tree: memoryTree({ a: '' }) }]);
    expect([[...tree.files.keys()], tree.links.size]).toEqual([['a'], 0]);
  });

  it('reads each layer once for all files of it', async () => {
    const calls: string[][] = [];
    const inner = memoryTree({ a: '1', b: '2' });
    const counted: FileTree = {
      ...inner,
      readMany: (paths) => (calls.push([...paths]), inner.readMany(calls.at(-1) ?? [])),
    };
    const { tree } = overlay([{ tree: counted, at: 'opt' }]);
    expect(await contentsOf(tree)).toEqual({ 'opt/a': '1', 'opt/b': '2' });
    expect(calls).toEqual([['a', 'b']]);
  });

  it('of nothing is empty', () => {
    expect(overlay([]).tree.files.size).toBe(0);
  });
});
