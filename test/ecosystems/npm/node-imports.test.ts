import { expect, test } from 'vitest';
import { NODE_HANDLERS, NODE_IMPORTS } from '../../../src/ecosystems/npm/node-imports.js';
import { packageOf } from '../../support/model-builders.js';

test.each([
  ['a', null, 'node_modules/a', 'node_modules'],
  ['@s/a', null, 'nodejs/node_modules/@s/a', 'nodejs/node_modules'],
  ['a', 'alias', 'node_modules/alias', 'node_modules'],
  ['a', null, 'node_modules/b/node_modules/a', 'node_modules/b/node_modules'],
  ['a', null, 'vendor/a', null],
])('%s (%s) at %s is found in %s', (...[name, alias, path, expected]) => {
  expect(NODE_IMPORTS.folderOf(packageOf(name, '1.0.0', { alias, locations: [{ path }] }))).toBe(expected);
});

test.each([
  ['nodejs22.x', true],
  ['edge', true],
  ['python3.12', false],
])('Node starts %s: %s', (runtime, expected) => expect(NODE_HANDLERS.isRuntime(runtime)).toBe(expected));
