import { expect, test } from 'vitest';
import { readFields } from '../../../src/advisories/index/read-fields.js';

const SHAPE = { name: 'string', count: 'number', tag: 'string or null' } as const;

test('the fields of the shape are read, others left', () => {
  expect(readFields({ name: 'a', count: 1, tag: null, more: true }, SHAPE)).toEqual({
    name: 'a',
    count: 1,
    tag: null,
  });
});

const WRONG: readonly [what: string, value: unknown][] = [
  ['null', null],
  ['a text', 'name'],
  ['a list', ['a', 1, null]],
  ['a field that is missing', { name: 'a', count: 1 }],
  ['null where a text is asked for', { name: null, count: 1, tag: null }],
  ['a text where a number is asked for', { name: 'a', count: '1', tag: null }],
  ['a number that is too large for one', { name: 'a', count: JSON.parse('1e999'), tag: null }],
];

for (const [what, value] of WRONG) {
  test(`${what} is not taken`, () => {
    expect(readFields(value, SHAPE)).toBeNull();
  });
}

test('an inherited member is no field', () => {
  expect(readFields(Object.create({ name: 'a' }), { name: 'string' })).toBeNull();
});
