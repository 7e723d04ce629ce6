import { expect, test } from 'vitest';
import { PythonModules, searchModule } from '../../../src/ecosystems/index.js';

const modules = new PythonModules([
  'a/__init__.py',
  'a/b.py',
  'a/b.cpython-312-x86_64-linux-gnu.so',
  'a/__pycache__/c.cpython-312.pyc',
  'a/d.pyc',
  'a.py',
  'space/one/x.py',
  'lib/space/two/__init__.py',
  'lib/a/__init__.py',
  'lib/README.md',
]);
const places = [
  { modules, folder: '' },
  { modules, folder: 'lib' },
];

function find(name: string) {
  const { found, shadowed, isWhole } = searchModule(name.split('.'), places);
  return [found.flatMap(({ files }) => files), shadowed.flatMap(({ files }) => files), isWhole];
}

test.each<readonly [name: string, found: string[], shadowed: string[], isWhole: boolean]>([
  ['a', ['a/__init__.py', 'a.py'], ['lib/a/__init__.py'], true],
  [
    'a.b',
    ['a/__init__.py', 'a.py', 'a/b.cpython-312-x86_64-linux-gnu.so', 'a/b.py'],
    ['lib/a/__init__.py'],
    true,
  ],
  ['a.c', ['a/__init__.py', 'a.py'], ['lib/a/__init__.py'], false],
  ['a.d', ['a/__init__.py', 'a.py', 'a/d.pyc'], ['lib/a/__init__.py'], true],
  ['space', [], [], true],
  ['space.one.x', ['space/one/x.py'], [], true],
  ['space.two', ['lib/space/two/__init__.py'], [], true],
  ['README', [], [], false],
  ['constructor', [], [], false],
])('%s', (name, ...expected) => {
  expect(find(name)).toEqual(expected);
});

test('places of a name are found wherever they are', () => {
  expect([...modules.placesOf('space')].sort()).toEqual(['lib/space', 'space']);
  expect([...modules.placesBelow('lib')].sort()).toEqual(['lib/a', 'lib/space/two']);
  expect([...modules.placesIn('a')].sort()).toEqual(['a/b', 'a/d']);
});
