import { parseExpressionAt, type AnyNode } from 'acorn';
import { expect, test } from 'vitest';
import { nameOfKey } from '../../../src/program/scopes/name-of-key.js';

test.each([
  ['a.name', 'name'],
  ["a['name']", 'name'],
  ['a[`name`]', 'name'],
  ['a[1]', '1'],
  ['a[name]', null],
  ['a[`x${y}`]', null],
])('%s', (code, name) => {
  const node = parseExpressionAt(code, 0, { ecmaVersion: 'latest' }) as AnyNode;
  if (node.type !== 'MemberExpression') throw new Error('no member');
  expect(nameOfKey({ computed: node.computed, key: node.property })).toBe(name);
});
