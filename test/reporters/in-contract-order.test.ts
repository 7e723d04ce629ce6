import { expect, test } from 'vitest';
import { inContractOrder, type KeyOrder } from '../../src/reporters/in-contract-order.js';

const ORDER: KeyOrder = { a: null, b: { x: null, y: null }, c: null };

test.each([
  ['as it is', { a: 1, b: { x: 1, y: 2 }, c: 3 }],
  ['without some keys', { a: 1, c: 3 }],
  ['a list in order', { a: 1, b: [{ x: 1, y: 2 }, { y: 2 }] }],
])('%s it is not copied', (_, value) => expect(inContractOrder(value, ORDER)).toBe(value));

test.each([
  ['keys turned round', { c: 3, b: { x: 1, y: 2 }, a: 1 }],
  ['keys turned round within', { a: 1, b: { y: 2, x: 1 }, c: 3 }],
  [
    'one element of a list turned round',
    {
      a: 1,
      b: [
        { x: 1, y: 2 },
        { y: 2, x: 1 },
      ],
      c: 3,
    },
  ],
  ['a key too many', { a: 1, b: { x: 1, y: 2 }, c: 3, d: 4 }],
  ['a key too many within', { a: 1, b: { x: 1, z: 0, y: 2 }, c: 3 }],
  ['a key too many that every object inherits', { a: 1, toString: 0, c: 3 }],
])('%s is put in order', (_, value) => {
  const text = JSON.stringify(inContractOrder(value, ORDER));
  const keys = text.replace(/[^a-z]/g, '');
  expect(keys).toMatch(/^a(?:b(?:xy)+)?c$/);
});

test('lists stand for their elements, and unordered fields stay', () => {
  expect(JSON.stringify(inContractOrder([{ c: 1, a: { z: 1, b: 2 } }], ORDER))).toBe(
    '[{"a":{"z":1,"b":2},"c":1}]',
  );
});
