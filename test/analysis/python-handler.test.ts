import { expect, test } from 'vitest';
import { pythonFile } from '../../src/analysis/python-handler.js';
import { functionOf } from '../support/model-builders.js';

const index = { byPath: new Map(['app.py', 'pkg/__init__.py', 'pkg/x.py'].map((path, at) => [path, at])) };
const layer = { byPath: new Map([['python/shared.py', 0]]) };

test.each<readonly [handler: string | null, file: unknown]>([
  ['app.handler', { mount: 0, file: 0 }],
  ['pkg.handler', { mount: 0, file: 1 }],
  ['pkg/x.handler', { mount: 0, file: 2 }],
  ['pkg.x.handler', { mount: 0, file: 2 }],
  ['shared.handler', { mount: 1, file: 0 }],
  ['missing.handler', null],
  [null, 'any'],
])('%s', (handler, file) => {
  const mounts = [
    { path: '/var/task', artifact: 'a' },
    { path: '/opt', artifact: 'b' },
  ];
  const fn = functionOf('fn', { handler, runtime: 'python3.12', mounts });
  const found = pythonFile(fn, [
    { path: '/var/task', index },
    { path: '/opt', index: layer },
  ]);
  expect(found).toEqual(file);
});
