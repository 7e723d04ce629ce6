import { expect, test } from 'vitest';
import { isRuntimeName, runtimeKindOf } from '../../src/functions/runtime-names.js';

test.each([
  ['nodejs22.x', true, 'known'],
  ['nodejs22', true, 'known'],
  ['nodejs', true, 'known'],
  ['nodejs4.3-edge', true, 'known'],
  ['nodejs99.x', false, 'known'],
  ['node', false, 'known'],
  ['edge', false, 'known'],
  ['python3.13', true, 'known'],
  ['java21', true, 'known'],
  ['dotnet8', true, 'known'],
  ['go1.x', true, 'other'],
  ['ruby3.4', true, 'known'],
  ['provided', true, 'own'],
  ['provided.al2023', true, 'own'],
  ['cobol', false, null],
  ['', false, null],
])('%j: a name of Lambda: %s, kind: %s', (name, isName, kind) => {
  expect([isRuntimeName(name), runtimeKindOf(name)]).toEqual([isName, kind]);
});
