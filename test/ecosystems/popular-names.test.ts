import { expect, test } from 'vitest';
import { isPopularName } from '../../src/ecosystems/index.js';

test.each([
  ['npm', 'lodash', true],
  ['npm', '@ctrl/tinycolor', true],
  ['npm', 'flatmap-stream', false],
  ['npm', '', false],
  ['npm', 'constructor', false],
  ['PyPI', 'lodash', false],
  ['PyPI', 'requests', true],
  ['PyPI', 'Typing_Extensions', true],
])('%s %j popular: %s', (ecosystem, name, popular) => {
  expect(isPopularName(ecosystem, name)).toBe(popular);
});
