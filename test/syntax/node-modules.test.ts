import { expect, it } from 'vitest';
import { isNodeModule } from '../../src/syntax/index.js';

it.each([
  ['fs', true],
  ['fs/promises', true],
  ['string_decoder', true],
  ['express', false],
  ['toString', false],
])('Node has %s built in: %s', (name, expected) => {
  expect(isNodeModule(name)).toBe(expected);
});
