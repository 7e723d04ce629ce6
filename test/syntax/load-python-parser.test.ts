import { expect, test } from 'vitest';
import { loadPythonParser } from '../../src/syntax/load-python-parser.js';

test('a thread loads one parser', async () => {
  const [first, second] = await Promise.all([loadPythonParser(), loadPythonParser()]);
  expect(first).toBe(second);
  expect(first.types.map(({ name }) => name)).toContain('identifier');
});
