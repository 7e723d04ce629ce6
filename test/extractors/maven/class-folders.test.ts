import { expect, it } from 'vitest';
import { foldersOfPackages, ownFolders } from '../../../src/extractors/maven/class-folders.js';

it('gives folders to the packages whose names they have', () => {
  const folders = new Set([
    'com/fasterxml/jackson/core/json',
    'com/fasterxml/jackson/databind',
    'com/fasterxml/jackson/databind/ser',
    'org/apache/commons/io',
    'org/apache/http/client',
    'org/apache/secret',
    'org/yaml/snakeyaml',
    'com/acme',
  ]);
  const names = [
    'com.fasterxml.jackson.core:jackson-core',
    'com.fasterxml.jackson.core:jackson-databind',
    'commons-io:commons-io',
    'org.yaml:snakeyaml',
    'org.apache.httpcomponents:httpclient',
  ];
  expect(foldersOfPackages(folders, names)).toEqual([
    ['com/fasterxml/jackson/core/json'],
    ['com/fasterxml/jackson/databind'],
    ['org/apache/commons/io'],
    ['org/yaml/snakeyaml'],
    [],
  ]);
});

it.each<
  readonly [
    why: string,
    given: { readonly folders: string[]; readonly group: string | null },
    expected: string[],
  ]
>([
  [
    'few beginnings',
    { folders: ['com/acme/a', 'com/acme/b', 'org/x/y'], group: null },
    ['com/acme/a', 'com/acme/b', 'org/x/y'],
  ],
  [
    'libraries',
    { folders: ['com/acme/a', 'org/apache/x', 'com/acme/shaded/q'], group: null },
    ['com/acme/a'],
  ],
  ['the own group', { folders: ['com/acme/a', 'org/x/y'], group: 'com.acme.app' }, ['com/acme/a']],
  ['many beginnings', { folders: ['a/b', 'c/d', 'e/f', 'g/h'], group: null }, []],
  ['many beginnings and the own group', { folders: ['a/b', 'c/d', 'e/f', 'g/h'], group: 'a.b' }, ['a/b']],
])('own folders among %s', (_, { folders, group }, expected) => {
  const isOwn = ownFolders(new Set(folders), group);
  expect(folders.filter(isOwn)).toEqual(expected);
});
