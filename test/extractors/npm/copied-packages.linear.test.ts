import { expect, it } from 'vitest';
import { npm } from '../../../src/extractors/npm/index.js';
import { expectLinear } from '../../support/expect-linear.js';
import { memoryTree } from '../../support/memory-tree.js';

it('thousands of folders and imports take linear time', async () => {
  const filesOf = (size: number) => {
    const files: Record<string, string> = {};
    for (let at = 0; at < size; at += 1) {
      files[`v/${at}/package.json`] = JSON.stringify({
        name: `left${at}`,
        version: '1.2.3',
        license: 'MIT',
        repository: 'https://x.example.invalid/left',
      });
      files[`s/${at}/a.js`] = `require("../../v/${at}")`;
    }
    return { size, files };
  };
  await expectLinear(2000, filesOf, async ({ size, files }) => {
    const { packages } = await npm.extract(memoryTree(files));
    expect(packages).toHaveLength(size);
  });
});
