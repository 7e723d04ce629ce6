import { expect, test } from 'vitest';
import { takeInventory } from '../../src/inventory/index.js';
import { memoryTree } from '../support/memory-tree.js';

test.each([
  [{ bootstrap: '' }, {}, true],
  [{ 'start.sh': '' }, { bootstrap: 'start.sh' }, true],
  [{ 'bin/bootstrap': '', 'bootstrap.js': '' }, {}, false],
])('files %j and links %j: a bootstrap is there: %s', async (files, links, expected) => {
  const { bootstrap } = await takeInventory({ tree: memoryTree(files, links), problems: [], image: null });
  expect(bootstrap).toBe(expected);
});
