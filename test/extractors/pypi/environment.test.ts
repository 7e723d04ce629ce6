import { expect, test } from 'vitest';
import { environmentOf } from '../../../src/extractors/pypi/environment.js';
import type { Distribution } from '../../../src/extractors/pypi/distribution.js';

function distributionOf(site: string, ...tags: readonly string[]): Distribution {
  return { folder: { site }, tags } as unknown as Distribution;
}

const OF_311 = 'numpy/core/a.cpython-311-x86_64-linux-gnu.so';
const OF_312 = 'numpy/core/a.cpython-312-aarch64-linux-musl.so';

test.each<[what: string, distributions: Distribution[], paths: string[], expected: unknown[]]>([
  ['nothing', [], [], [null, null]],
  ['a tag', [distributionOf('', 'cp312-cp312-manylinux2014_x86_64')], [], ['3.12', 'x86_64']],
  ['a tag of any release', [distributionOf('', 'cp38-abi3-manylinux2014_aarch64')], [], [null, 'aarch64']],
  [
    'a folder before a tag',
    [distributionOf('python/lib/python3.13/site-packages', 'cp312-cp312-x')],
    [],
    ['3.13', null],
  ],
  [
    'tags of several releases',
    [distributionOf('', 'cp312-cp312-x', 'cp311-cp311-x')],
    [OF_311],
    [null, 'x86_64'],
  ],
  ['compiled files without metadata', [], [OF_311], ['3.11', 'x86_64']],
  ['compiled files of several', [], [OF_311, OF_312], [null, null]],
  ['a tag before files', [distributionOf('', 'cp312-cp312-x')], [OF_311], ['3.12', 'x86_64']],
  [
    'files without a release',
    [],
    ['a/b.abi3.so', 'a/libz.so.1', 'a/cpython-311-x86_64-linux-gnu.so'],
    [null, null],
  ],
])('%s', (...[, distributions, paths, [pythonVersion, machine]]) => {
  expect(environmentOf(distributions, paths)).toEqual({ pythonVersion, machine });
});

test.each([
  ['decides where the artifact shows nothing', [], ['3.9', 'aarch64']],
  [
    'gives what the artifact does not show',
    [distributionOf('', 'py3-none-manylinux_2_17_x86_64')],
    ['3.9', 'x86_64'],
  ],
  ['does not change what an installer chose', [distributionOf('', 'cp312-cp312-x')], ['3.12', 'aarch64']],
])('the configured Python %s', (_what, distributions, [pythonVersion, machine]) =>
  expect(environmentOf(distributions, [], { pythonVersion: '3.9', machine: 'aarch64' })).toEqual({
    pythonVersion,
    machine,
  }),
);
