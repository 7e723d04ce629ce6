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
const CFG = '[options]\ninstall_requires = a==1; b>=1,<2\n';
const LINES = '[options]\ninstall_requires =\n    a==1 ; python_version >= "3"\n';

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
  [
    'a script that makes its arguments',
    { 'setup.py': 'setup(**{"install_requires": ["a==1"]})\n' },
    [],
    true,
  ],
  ['a script that adds an argument', { 'setup.py': "kw['install_requires'] = ['a==1']\n" }, [], true],
  ['a colon', { 'setup.cfg': '[options]\ninstall_requires: a==1\n' }, ['a'], true],
  ['the old spelling', { 'setup.cfg': '[options]\ninstall-requires = a==1\n' }, ['a'], true],
  [
    'comments and empty lines between',
    { 'setup.cfg': `${LINES}\n# of b\n  ; too\n    b # c\n` },
    ['a', 'b'],
    true,
  ],
  ['a line that is no requirement', { 'setup.cfg': `${LINES}    <3\n` }, ['a'], true],
  ['no readable requirement', { 'setup.cfg': '[options]\ninstall_requires = <3\n' }, [], true],
  [
    'a file',
    { 'setup.cfg': '[options]\ninstall_requires = file: r.txt\n', 'r.txt': '# via x\nc==1\n' },
    ['c'],
    false,
  ],
  ['a file that is not there', { 'setup.cfg': '[options]\ninstall_requires = file: r.txt\n' }, [], true],
  ['another section', { 'setup.cfg': '[metadata]\ninstall_requires =\n  a\n' }, [], false],
])('%s', async (...[, files, names, isGap]) => {
  const { packages, problems } = await pypi.extract(memoryTree({ 'main.py': '', ...files }), {
    isImage: false,
  });
  expect(packages.map(({ name }) => name)).toEqual(names);
  expect(problems.some(({ affectsCompleteness }) => affectsCompleteness)).toBe(isGap);
});
