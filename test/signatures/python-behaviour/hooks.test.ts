import { expect, it } from 'vitest';
import type { PythonPlace } from '../../../src/program/index.js';
import { isInside } from '../../../src/signatures/python-behaviour/hooks.js';

const place = (path: string, start: number, end: number) =>
  ({ module: { path }, node: { start, end } }) as unknown as PythonPlace;

it('tells whether code stands in a function', () => {
  const span = { file: 'a.py', start: 10, end: 20 };
  expect(isInside(place('a.py', 12, 14), span)).toBe(true);
  expect(isInside(place('a.py', 12, 24), span)).toBe(false);
  expect(isInside(place('b.py', 12, 14), span)).toBe(false);
});
