import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { PlainValues } from '../../src/iam/index.js';

const any = () => true;

test('a value leaves only where it fits', () => {
  const values = new PlainValues([['TABLE', 'orders']]);
  expect(values.nameFor('TABLE', any)).toBe('orders');
  expect(values.nameFor('TABLE', () => false)).toBeNull();
  expect(values.nameFor('OTHER', any)).toBeNull();
});

test.each([
  ['DB_PASSWORD', 'orders'],
  ['TABLE', 'AKIAIOSFODNN7EXAMPLE'],
  ['TEXT', 'two words'],
  ['DB_URL', 'postgres://admin:secret@db.example.invalid/app'],
])('%s=%s is not kept', (variable, value) => {
  expect(new PlainValues([[variable, value]]).nameFor(variable, any)).toBeNull();
});

test('values are in no copy and in no text', () => {
  const values = { plain: new PlainValues([['TABLE', 'orders']]) };
  expect(JSON.stringify(values)).not.toContain('orders');
  expect(inspect(values, { depth: 9, showHidden: true })).not.toContain('orders');
  expect(JSON.stringify(structuredClone(values))).not.toContain('orders');
});
