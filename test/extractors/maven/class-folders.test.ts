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

it.each<[string, string[], string | null, string[]]>([
  ['few beginnings', ['com/acme/a', 'com/acme/b', 'org/x/y'], null, ['com/acme/a', 'com/acme/b', 'org/x/y']],
  ['libraries', ['com/acme/a', 'org/apache/x', 'com/acme/shaded/q'], null, ['com/acme/a']],
  ['the own group', ['com/acme/a', 'org/x/y'], 'com.acme.app', ['com/acme/a']],
  ['many beginnings', ['a/b', 'c/d', 'e/f', 'g/h'], null, []],
  ['many beginnings and the own group', ['a/b', 'c/d', 'e/f', 'g/h'], 'a.b', ['a/b']],
])('own folders among %s', (_, folders, group, expected) => {
  const isOwn = ownFolders(new Set(folders), group);
  expect(folders.filter(isOwn)).toEqual(expected);
});
