import { expect, it } from 'vitest';
import { groupBy } from '../../src/model/group-by.js';

it('has items by each of their keys, in their order', () => {
  const groups = groupBy(['ab', 'b', '', 'ba'], (item) => item);
  expect([...groups]).toEqual([
    ['a', ['ab', 'ba']],
    ['b', ['ab', 'b', 'ba']],
  ]);
});
