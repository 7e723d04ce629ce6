import { expect, it } from 'vitest';
import type { PythonPlace } from '../../../src/program/index.js';
import { codeOf } from '../../../src/signatures/python-behaviour/watched-python.js';

it('takes the code of a call, and no more than a pattern can be asked about', () => {
  const text = `mmap(${'x'.repeat(9_000)})`;
  const place = { module: { text }, node: { start: 0, end: text.length } } as unknown as PythonPlace;
  expect(codeOf(place).startsWith('mmap(xx')).toBe(true);
  expect(codeOf(place).length).toBeLessThan(9_000);
});
