import { expect, it } from 'vitest';
import { isNodeScriptName, isScriptName } from '../../src/program/script-names.js';

it.each([
  ['a.mjs', true, true],
  ['a.CJS', true, false],
  ['a.ts', true, false],
  ['a.d.ts', false, false],
  ['a.json', false, false],
  ['a.js.map', false, false],
])('%s is a script by its name: %s, with an ending of Node: %s', (path, isScript, isNodes) => {
  expect(isScriptName(path)).toBe(isScript);
  expect(isNodeScriptName(path)).toBe(isNodes);
});
