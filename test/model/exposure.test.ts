import { expect, test } from 'vitest';
import { compareAccess, type TriggerAccess, triggerKey } from '../../src/model/index.js';

test('the most open access comes first, and what is not known may be as open', () => {
  const all: TriggerAccess[] = ['service', 'unknown', 'authenticated', 'anyone', 'account'];
  expect(all.sort(compareAccess)).toEqual(['anyone', 'unknown', 'account', 'authenticated', 'service']);
});

test('a trigger has a name with its type and words', () => {
  expect(triggerKey({ type: 'http', detail: 'GET /a' })).toBe('trigger:http GET /a');
  expect(triggerKey({ type: 'http', detail: null })).toBe('trigger:http ');
});
