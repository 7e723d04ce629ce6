import { expect, test } from 'vitest';
import { IndexError, indexFailure, isIndexOutage } from '../../src/published/index-failure.js';

test('the text of an error is never shown: it may hold an address with credentials', () => {
  const failure = indexFailure(new Error('connect https://me:secret@index.example.invalid'));
  expect(failure).toMatchObject({ state: 'unavailable' });
  expect(JSON.stringify(failure)).not.toContain('secret');
});

test.each([
  [new Error('ECONNREFUSED'), true],
  [new IndexError('busy'), true],
  [new IndexError('refused'), false],
  [new IndexError('no-hash'), false],
])('%s is an outage: %s', (error, isOutage) => expect(isIndexOutage(error)).toBe(isOutage));
