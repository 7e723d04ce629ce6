import { expect, test } from 'vitest';
import { compareDigits, compareLists, withoutZeros } from '../../src/versions/digit-lists.js';

test.each([
  ['007', '7'],
  ['000', '0'],
  ['10', '10'],
])('%s is %s', (digits, expected) => expect(withoutZeros(digits)).toBe(expected));

test('numbers of any size are ordered', () => {
  const numbers = ['9007199254740993', '9', '10', '9007199254740992', '9'];
  expect(numbers.sort(compareDigits)).toEqual(['9', '9', '10', '9007199254740992', '9007199254740993']);
});

test('a list comes after its own start, and by its first different item', () => {
  const lists = [['1', '0'], ['1'], ['0', '9', '9']];
  expect(lists.sort((a, b) => compareLists(a, b, compareDigits))).toEqual([
    ['0', '9', '9'],
    ['1'],
    ['1', '0'],
  ]);
});
