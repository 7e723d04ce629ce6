import { expect, test } from 'vitest';
import { PythonTree } from '../../src/analysis/python-tree.js';
import { NO_INVENTORY, type ArtifactKind } from '../../src/model/index.js';
import { memoryTree } from '../support/memory-tree.js';
import { packageOf } from '../support/model-builders.js';

function treeOf(paths: readonly string[], kind: ArtifactKind = 'function'): PythonTree {
  const tree = memoryTree(Object.fromEntries(paths.map((path) => [path, ''])));
  const requests = packageOf('requests', '1.0', {
    ecosystem: 'PyPI',
    locations: [{ path: 'requests' }, { path: 'requests-1.0.dist-info' }],
  });
  const inventory = { ...NO_INVENTORY, packages: [requests] };
  return new PythonTree({ tree, inventory, kind, program: { scripts: [] } });
}

test('own code is what no package has', () => {
  const tree = treeOf(['app.py', 'requests/api.py', 'model.pkl', 'readme.md']);
  expect(tree.own).toEqual(['app.py']);
  expect(tree.filesOf('requests')).toEqual(['requests/api.py']);
  expect([...tree.tops().keys()]).toEqual(['requests']);
  expect(tree.hasPickles).toBe(true);
  expect(treeOf(['index.js']).isEmpty).toBe(true);
});

test.each<readonly [kind: ArtifactKind, paths: string[], roots: string[]]>([
  ['function', ['app.py'], ['']],
  ['function', ['app.py', '.requirements.zip!/x.py'], ['', '.requirements.zip!']],
  ['layer', ['python/lib/python3.12/site-packages/x.py'], ['python/lib/python3.12/site-packages', 'python']],
  [
    'image',
    ['usr/lib/python3/dist-packages/x.py'],
    ['var/task', 'opt/python', 'usr/lib/python3/dist-packages'],
  ],
])('%s: %j', (kind, paths, roots) => {
  expect(treeOf(paths, kind).roots).toEqual(roots);
});

test('files of an image that come with its system are not its own', () => {
  expect(treeOf(['usr/lib/python3.12/os.py', 'var/task/app.py'], 'image').own).toEqual(['var/task/app.py']);
});
