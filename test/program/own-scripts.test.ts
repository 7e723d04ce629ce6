import { expect, it } from 'vitest';
import { ownScripts } from '../../src/program/own-scripts.js';
import { memoryTree } from '../support/memory-tree.js';

it('finds scripts outside of packages whose names do not say so', async () => {
  const code = "require('child_process')";
  const tree = memoryTree({
    'index.js': code,
    'logo.png': code,
    'bin/x': code,
    'data.json': '{}',
    'node_modules/a/x.png': code,
  });
  expect([...(await ownScripts(tree))].sort()).toEqual(['bin/x', 'logo.png']);
});
