import { expect, it } from 'vitest';
import { isSelfNamed } from '../../src/model/index.js';
import { packageOf } from '../support/model-builders.js';

it.each([
  ['a folder whose manifest alone says so', { presence: 'vendored', confidence: 'low' }, true],
  ['one whose manifest looks published', { presence: 'vendored', confidence: 'medium' }, false],
  ['a copy inside a package', { presence: 'vendored', confidence: 'low', vendoredIn: 'npm:a' }, false],
  ['an installed package', { presence: 'installed', confidence: 'low' }, false],
] as const)('%s: only its own manifest names it, %s', (_, fields, expected) => {
  expect(isSelfNamed(packageOf('left', '1.0.0', fields))).toBe(expected);
});
