import { builtinModules } from 'node:module';
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

it('this Node has no module that is not in the list, but those that only `node:` names', () => {
  const unknown = builtinModules.filter((name) => !isNodeModule(name));
  expect(unknown.filter((name) => !name.startsWith('node:'))).toEqual([]);
});
