import { expect, test } from 'vitest';
import { packageFiles } from '../../src/unpackers/package-files.js';
import { memoryTree } from '../support/memory-tree.js';

const tree = memoryTree({
  'node_modules/a/package.json': '{}',
  'python/botocore/data/x.json.gz': '',
  'python/botocore-1.2.dist-info/RECORD': '',
  'python/other/x.zip': '',
  'x.zip': '',
  'io/A.class': '',
  'META-INF/versions/9/io/A.class': '',
  'BOOT-INF/classes/io/A.class': '',
});

test.each([
  ['node_modules/a/lib/x.zip', true],
  ['node_modules/b/x.zip', false],
  ['python/botocore/data/x.json.gz', true],
  ['botocore/data/x.json.gz', false],
  ['python/other/x.zip', false],
  ['x.zip', false],
])('an installed package owns %s: %s', (path, expected) => expect(packageFiles(tree)(path)).toBe(expected));

test.each([
  ['lib/x.jar', 'io/A.class', true],
  ['lib/x.JAR', 'META-INF/versions/9/io/A.class', true],
  ['lib/x.jar', 'io/a.png', false],
  ['x.war', 'io/A.class', false],
  ['x.jar', 'BOOT-INF/classes/io/A.class', false],
  ['', 'io/A.class', false],
])('in the archive %j, a library owns %s: %s', (archive, path, expected) =>
  expect(packageFiles(tree, archive)(path)).toBe(expected),
);
