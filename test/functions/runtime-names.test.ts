import { expect, test } from 'vitest';
import { isRuntimeName, runtimeKindOf } from '../../src/functions/runtime-names.js';

test.each([
  ['nodejs22.x', true, 'node'],
  ['nodejs22', true, 'node'],
  ['nodejs', true, 'node'],
  ['nodejs4.3-edge', true, 'node'],
  ['nodejs99.x', false, 'node'],
  ['node', false, 'node'],
  ['edge', false, 'node'],
  ['python3.13', true, 'other'],
  ['java21', true, 'other'],
  ['dotnet8', true, 'other'],
  ['go1.x', true, 'other'],
  ['ruby3.4', true, 'other'],
  ['provided', true, 'own'],
  ['provided.al2023', true, 'own'],
  ['cobol', false, null],
  ['', false, null],
])('%j: a name of Lambda: %s, kind: %s', (name, isName, kind) => {
  expect([isRuntimeName(name), runtimeKindOf(name)]).toEqual([isName, kind]);
});
