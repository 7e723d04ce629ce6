import { describe, expect, it } from 'vitest';
import { takeInventory } from '../../src/inventory/index.js';
import { incompleteReasons } from '../../src/policy/index.js';
import { esbuildBundle } from '../support/esbuild-bundle.js';
import { memoryTree } from '../support/memory-tree.js';
import { artifactOf } from '../support/model-builders.js';

async function inventoryOf(files: Readonly<Record<string, string>>) {
  return takeInventory({ tree: memoryTree(files), problems: [], image: null });
}

describe('a function that is one minified file', () => {
  const built = esbuildBundle({ minify: true, sourcemap: true, legalComments: 'none' });

  it('is incomplete without its map', async () => {
    const bundle = (await built).files['out/index.js'] ?? '';
    const inventory = await inventoryOf({ 'index.js': bundle });
    expect(incompleteReasons(artifactOf('a', { ...inventory, handlerFiles: null }))).toEqual([
      expect.stringContaining('is not explained by any package'),
    ]);
  });

  it('is complete with it, and every byte has its class', async () => {
    const { files, kept } = await built;
    const inventory = await inventoryOf(files);
    const { codeBytes, installed, bundled, firstParty, generated, unattributed } = inventory.coverage;
    expect(incompleteReasons(artifactOf('a', { ...inventory, handlerFiles: null }))).toEqual([]);
    expect(inventory.packages).toHaveLength(kept.size);
    expect(installed + bundled + firstParty + generated + unattributed).toBe(codeBytes);
    expect(codeBytes).toBe(Buffer.byteLength(files['out/index.js'] ?? ''));
  });

  it('has the bundle for its root', async () => {
    const { roots, packages } = await inventoryOf((await built).files);
    expect(roots.map(({ id, path }) => [id, path])).toContainEqual(['npm:out/index.js', 'out/index.js']);
    expect(new Set(packages.map(({ root }) => root))).toEqual(new Set(['npm:out/index.js']));
  });
});
