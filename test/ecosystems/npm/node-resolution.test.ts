import { expect, it } from 'vitest';
import { layerModuleFolders } from '../../../src/ecosystems/npm/node-resolution.js';

it.each([
  ['nodejs22.x', ['nodejs/node22/node_modules', 'nodejs/node_modules']],
  [null, ['nodejs/node_modules']],
])('folders of layers on %s', (runtime, folders) => {
  expect(layerModuleFolders(runtime)).toEqual(folders);
});
