import { expect, it } from 'vitest';
import { declaresTypes } from '../../../src/recognition/features/declares-types.js';

it.each([
  ['@types/node', true],
  ['@family/types', true],
  ['types', false],
  ['@family/types-reader', false],
])('%s declares types alone: %s', (name, expected) => {
  expect(declaresTypes(name)).toBe(expected);
});
