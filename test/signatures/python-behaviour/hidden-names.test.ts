import { expect, it } from 'vitest';
import { isTypeOfFunction, membersByKey } from '../../../src/signatures/python-behaviour/hidden-names.js';
import { whatIs } from '../../../src/signatures/python-behaviour/taken-values.js';

const key = { kind: 'text', key: 'exec', text: 'exec' } as const;
const named = (module: string, path: string[], at = '') =>
  ({ is: 'name', module, path, at, text: null }) as const;

it.each([
  ['builtins', []],
  ['builtins', ['__dict__']],
])('finds what a key of the dictionary of %s means', (module, path) => {
  const [found] = membersByKey(named(module, path), key);
  expect(found?.kind === 'outside' && whatIs(found)).toMatchObject({ module: 'builtins', path: ['exec'] });
});

it('takes keys of other objects for no members', () => {
  expect(membersByKey(named('os', ['environ']), key)).toEqual([]);
  expect(membersByKey(named('builtins', [], 'a:1'), key)).toEqual([]);
  expect(isTypeOfFunction({ module: 'builtins', path: ['type'] }, [key])).toBe(false);
});
