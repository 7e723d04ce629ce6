import { expect, test } from 'vitest';
import { both, isOpenCheck, type Check } from '../../../src/program/checked/check.js';

const check = (name: string, kind: Check['kind']): Check => ({ name, kind });

test('of two checks of a name, the weaker one holds after either', () => {
  expect(both([check('a', 'value')], [check('a', 'host')])).toEqual([check('a', 'host')]);
  expect(both([check('a', 'host')], [check('a', 'value')])).toEqual([check('a', 'host')]);
  expect(both([check('a', 'value')], [check('a', 'value')])).toEqual([check('a', 'value')]);
  expect(both([check('a', 'prefix')], [check('a', 'host')])).toEqual([]);
  expect(both([check('a', 'value')], [check('b', 'value')])).toEqual([]);
});

test('what is not known yet proves nothing after either', () => {
  const by = { callee: {} as never, parameter: 0, given: [], shows: 'true', isAwaited: false } as const;
  const open: Check = { name: 'a', kind: 'value', by };
  expect(isOpenCheck(open)).toBe(true);
  expect(both([open], [check('a', 'value')])).toEqual([]);
});

test('conditions inside each other do not multiply checks', () => {
  const many = Array.from({ length: 50 }, () => check('a', 'value'));
  expect(both(both(many, many), both(many, many))).toHaveLength(50);
});
