import { expect, test } from 'vitest';
import { locateMetadata } from '../../../src/extractors/pypi/locate-metadata.js';
import { memoryTree } from '../../support/memory-tree.js';

test.each([
  ['Foo_Bar-1.2.dist-info/METADATA', 'dist-info', '', 'Foo_Bar', '1.2'],
  ['python/a.dist-info/RECORD', 'dist-info', 'python', 'a', null],
  ['lib/Foo-1.2-py3.9.egg-info', 'egg-info', 'lib', 'Foo', '1.2'],
  ['lib/Foo-1.2-py3.9-linux-x86_64.egg-info/PKG-INFO', 'egg-info', 'lib', 'Foo', '1.2'],
  ['lib/Foo-1.2-py3.9.egg/EGG-INFO/PKG-INFO', 'egg', 'lib/Foo-1.2-py3.9.egg', 'Foo', '1.2'],
  ['Foo-1.2-py3.9.egg!/EGG-INFO/PKG-INFO', 'egg', 'Foo-1.2-py3.9.egg!', 'Foo', '1.2'],
])('%s', (...[path, kind, site, name, version]) => {
  expect(locateMetadata(memoryTree({ [path]: '' }))).toMatchObject([
    { kind, site, named: { name, version } },
  ]);
});

test.each(['node_modules/a/b.dist-info/METADATA', 'a-info/x', 'x.dist-info', 'a.dist-info/licenses/LICENSE'])(
  '%s is no metadata',
  (path) => expect(locateMetadata(memoryTree({ [path]: '' }))).toEqual([]),
);

test('files of one folder are of one package', () => {
  const tree = memoryTree({
    'a-1.dist-info/METADATA': '',
    'a-1.dist-info/RECORD': '',
    'b-1.dist-info/METADATA': '',
  });
  expect(locateMetadata(tree).map(({ files }) => [...files])).toEqual([['METADATA', 'RECORD'], ['METADATA']]);
});
