import { beforeAll, expect, test } from 'vitest';
import { pinnedVersion, pythonLockfile } from '../../src/lockfiles/python-lock.js';
import { loadToml, parseToml } from '../../src/lockfiles/toml-lock.js';

beforeAll(loadToml);

test.each([
  ['==1.0', '1.0'],
  ['=== 2004d', '2004d'],
  ['==1.*', null],
  ['==1.0,!=1.1', null],
  ['>=1.0', null],
  ['', null],
])('%j pins %j', (specifier, expected) => expect(pinnedVersion(specifier)).toBe(expected));

test.each([
  ['x = 12345678901234567890', true],
  ['__proto__ = 1', true],
  ['x = ', false],
  [`x = ${'['.repeat(200_000)}`, false],
])('TOML %#', (source, isRead) => expect(parseToml(source) !== null).toBe(isRead));

test('an edge leads to the release that it names, else to all of its name', () => {
  const entry = (
    name: string,
    version: string,
    dependencies: readonly { name: string; version: string | null }[] = [],
  ) => {
    return { name, version, isPrivate: false, marker: null, dependencies };
  };
  const entries = [
    entry('A.b', '1', [
      { name: 'c', version: '2' },
      { name: 'gone', version: null },
    ]),
    entry('c', '1'),
    entry('c', '2'),
  ];
  const { packages, rootEdges } = pythonLockfile('l', entries, [
    { name: 'C', version: null },
    { name: 'a_b', version: '1' },
  ]);
  expect(packages.get('a-b@1')?.edges).toEqual([{ key: 'c@2', type: 'prod' }]);
  expect(rootEdges?.map(({ key }) => key)).toEqual(['c@1', 'c@2', 'a-b@1']);
});

test('more packages than are read are a problem', () => {
  const entry = { name: 'a', version: null, isPrivate: false, marker: null, dependencies: [] };
  const entries = Array.from({ length: 50_001 }, (_, at) => ({ ...entry, name: `a${at}` }));
  const { packages, problems } = pythonLockfile('l', entries);
  expect([packages.size, problems[0]?.code]).toEqual([50_000, 'too-large']);
});
