import { expect, it } from 'vitest';
import { limitOf } from '../../../src/files/index.js';
import {
  heldIn,
  importedValue,
  nameValue,
  PythonMarks,
  whatIs,
} from '../../../src/signatures/python-behaviour/taken-values.js';

const code = (start: number) => ({ file: 'a.py', start, end: start + 1 });

it('makes a mark once, and shares one for many places of a kind', () => {
  const marks = new PythonMarks();
  const make = (start: number) => marks.make({ kind: 'k', form: 'value', code: code(start), hooked: '' });
  expect(make(1)).toBe(make(1));
  for (let at = 0; at < limitOf('behaviour-places'); at += 1) make(at * 10);
  expect(make(9001)).toBe(make(9002));
});

it('keeps apart objects of different calls, and bounds their names', () => {
  const name = { module: 'm', path: ['a'], at: 'x', text: null };
  expect(nameValue(name).key).not.toBe(nameValue({ ...name, at: 'y' }).key);
  const long = nameValue({ ...name, path: Array.from({ length: 99 }, () => 'a') });
  expect(whatIs(long)).toMatchObject({ path: { length: 8 } });
  expect(heldIn({ is: 'name', ...name }).key).toBe(heldIn({ is: 'name', ...name, path: ['b'] }).key);
  expect(whatIs(importedValue('a.b'))).toMatchObject({ module: 'a', path: ['b'] });
});
