import { parseExpressionAt } from 'acorn';
import { expect, test } from 'vitest';
import { isWrapper } from '../../../src/syntax/regions/module-region.js';

test.each([
  ['(module, exports, require) => {}', true],
  ['function () {}', true],
  ['async (module) => {}', true],
  ['(one, two, three, four) => {}', false],
  ['function* () {}', false],
  ['module', false],
])('%s can be a wrapper: %s', (text, expected) => {
  expect(isWrapper(parseExpressionAt(text, 0, { ecmaVersion: 'latest' }))).toBe(expected);
});
