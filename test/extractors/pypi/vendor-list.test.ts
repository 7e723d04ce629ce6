import { expect, test } from 'vitest';
import { pypi } from '../../../src/extractors/pypi/index.js';
import { memoryTree } from '../../support/memory-tree.js';
import { installedWheel } from '../../support/python-tree.js';

const LIST = `CacheControl==0.14.0
urllib3==1.26.20 # a comment
setuptools==70.3.0
gone==1.0
    typing_extensions==4.12.2
not a line
`;

const FILES = {
  'pip/_vendor/vendor.txt': LIST,
  'pip/_vendor/cachecontrol/__init__.py': 'x',
  'pip/_vendor/urllib3/__init__.py': 'x',
  'pip/_vendor/pkg_resources/__init__.py': 'x',
  'pip/_vendor/typing_extensions.py': 'x',
};

test('copies that a package lists, where their code is', async () => {
  const wheel = installedWheel('python', { name: 'pip', version: '24.2', files: FILES });
  const { packages } = await pypi.extract(memoryTree(wheel), { isImage: false });
  const [pip, ...copies] = packages;
  expect(copies.map(({ name, version, locations }) => [name, version, locations[0]?.path])).toEqual([
    ['CacheControl', '0.14.0', 'python/pip/_vendor/cachecontrol'],
    ['urllib3', '1.26.20', 'python/pip/_vendor/urllib3'],
    ['setuptools', '70.3.0', 'python/pip/_vendor/pkg_resources'],
    ['typing_extensions', '4.12.2', 'python/pip/_vendor/typing_extensions.py'],
  ]);
  expect(
    new Set(copies.map(({ presence, vendoredIn, root }) => `${presence} ${vendoredIn} ${root}`)),
  ).toEqual(new Set([`vendored ${pip?.id} ${pip?.root}`]));
});

test('a list of no package is none', async () => {
  const { packages } = await pypi.extract(memoryTree(FILES), { isImage: false });
  expect(packages).toEqual([]);
});
