import { expect, it } from 'vitest';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { setuptools } from '../../../src/lockfiles/setuptools/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { describePythonLock } from '../python-contract.js';

describePythonLock({
  reader: setuptools,
  broken: [],
  edges: [],
  direct: [true, true, true],
  withoutElsewhereVersion: true,
});

const CODE = 'from setuptools import setup\nsetup(name="x", install_requires=["a==1"])\n';
const CFG = '[options]\ninstall_requires = a==1, b\n';

it.each<[what: string, files: Record<string, string>, names: string[], isGap: boolean]>([
  ['a script that requires something', { 'setup.py': CODE }, [], true],
  ['a script that requires nothing', { 'setup.py': 'from setuptools import setup\nsetup()\n' }, [], false],
  ['a list on one line', { 'setup.cfg': CFG }, ['a', 'b'], true],
  [
    'settings of tools before a script',
    { 'setup.cfg': '[flake8]\nmax-line-length = 100\n', 'setup.py': CODE },
    [],
    true,
  ],
  ['a manifest of tools alone', { 'pyproject.toml': '[tool.black]\n', 'setup.cfg': CFG }, ['a', 'b'], true],
  ['a list of requirements', { 'requirements.txt': '# via x\nc==1\n', 'setup.py': CODE }, ['c'], false],
  ['another section', { 'setup.cfg': '[metadata]\ninstall_requires =\n  a\n' }, [], false],
])('%s', async (...[, files, names, isGap]) => {
  const { packages, problems } = await pypi.extract(memoryTree({ 'main.py': '', ...files }), {
    isImage: false,
  });
  expect(packages.map(({ name }) => name)).toEqual(names);
  expect(problems.some(({ affectsCompleteness }) => affectsCompleteness)).toBe(isGap);
});
