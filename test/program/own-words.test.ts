import { expect, test } from 'vitest';
import { configuredNames } from '../../src/program/own-words.js';
import { memoryTree } from '../support/memory-tree.js';

test('words of small configurations count, those of code, manifests and large files do not', async () => {
  const files = {
    'a.yaml': 'class: one.Handler',
    'b.py': 'two',
    'package.json': '"three"',
    'c.json': `"four${' '.repeat(300_000)}"`,
  };
  const names = await configuredNames(memoryTree(files), Object.keys(files));
  expect([...names]).toEqual(['class', 'one.Handler']);
});
