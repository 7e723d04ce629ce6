import { expect, it } from 'vitest';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { pip } from '../../../src/lockfiles/pip/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { describePythonLock } from '../python-contract.js';

describePythonLock({
  reader: pip,
  broken: [],
  edges: [],
  direct: [true, true, true],
  withoutElsewhereVersion: true,
});

it.each<[files: Record<string, string>, names: string[], list: string]>([
  [{ 'requirements.in': 'a==1\n' }, ['a'], 'requirements.in'],
  [{ 'requirements.in': 'a\n', 'requirements.txt': 'a==1\nb==2 # via a\n' }, ['a', 'b'], 'requirements.txt'],
])('the list that pip-tools reads counts where it made none: %j', async (files, names, list) => {
  const { packages, roots } = await pypi.extract(memoryTree(files), { isImage: false });
  expect(packages.map(({ name }) => name)).toEqual(names);
  expect(roots).toMatchObject([{ list }]);
});
