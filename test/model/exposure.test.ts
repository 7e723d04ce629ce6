import { expect, test } from 'vitest';
import { compareAccess, type TriggerAccess } from '../../src/model/index.js';

test('the most open access comes first, and what is not known may be as open', () => {
  const all: TriggerAccess[] = ['service', 'unknown', 'authenticated', 'anyone', 'account'];
  expect(all.sort(compareAccess)).toEqual(['anyone', 'unknown', 'account', 'authenticated', 'service']);
});
