import { expect, test } from 'vitest';
import { fieldOf, fieldsOf, parsePython } from '../../../src/syntax/index.js';

test('a field can have several nodes', async () => {
  const script = await parsePython('import a, b.c\n');
  if (typeof script === 'string') throw new Error(script);
  const [statement] = script.root.children;
  if (!statement) throw new Error('no statement');
  expect(fieldsOf(statement, 'name').map(({ start, end }) => script.text.slice(start, end))).toEqual([
    'a',
    'b.c',
  ]);
  expect(fieldOf(statement, 'name')?.start).toBe(7);
  expect(fieldOf(statement, 'alias')).toBeUndefined();
});
