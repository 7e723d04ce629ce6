import { expect, test } from 'vitest';
import { programOf } from '../../src/program/program-model.js';
import { memoryTree } from '../support/memory-tree.js';

test('the program is made of scripts by name and by content, each once', () => {
  const tree = memoryTree({ 'index.js': '', 'a.mts': '', 'a.d.ts': '', run: '', 'data.json': '' });
  expect(programOf(tree, ['run', 'index.js']).scripts).toEqual(['a.mts', 'index.js', 'run']);
});
