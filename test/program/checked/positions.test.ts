import { expect, test } from 'vitest';
import { Positions } from '../../../src/program/checked/positions.js';

test('the last position of a name that is not behind another one, whatever the order in which they come', () => {
  const positions = new Positions();
  for (const at of [30, 10, 20]) positions.add('a', at);
  expect([5, 10, 29, 30, 99].map((at) => positions.last('a', at))).toEqual([-1, 10, 20, 30, 30]);
  positions.add('a', 15);
  expect(positions.last('a', 19)).toBe(15);
  expect(positions.last('b', 99)).toBe(-1);
  expect([...positions.names()]).toEqual(['a']);
});
