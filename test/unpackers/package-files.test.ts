import { expect, test } from 'vitest';
import { packageFiles } from '../../src/unpackers/package-files.js';
import { memoryTree } from '../support/memory-tree.js';

const tree = memoryTree({
  'node_modules/a/package.json': '{}',
  'python/botocore/data/x.json.gz': '',
  'python/botocore-1.2.dist-info/RECORD': '',
  'python/other/x.zip': '',
  'x.zip': '',
});

test.each([
  ['node_modules/a/lib/x.zip', true],
  ['node_modules/b/x.zip', false],
  ['python/botocore/data/x.json.gz', true],
  ['botocore/data/x.json.gz', false],
  ['python/other/x.zip', false],
  ['x.zip', false],
])('an installed package owns %s: %s', (path, expected) => expect(packageFiles(tree)(path)).toBe(expected));
