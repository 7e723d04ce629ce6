import { expect, it } from 'vitest';
import { ofHiding, membersByKey } from '../../../src/signatures/python-behaviour/hidden-names.js';
import { importedValue, whatIs } from '../../../src/signatures/python-behaviour/taken-values.js';

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
  expect(ofHiding({ module: 'builtins', path: ['type'] }, [key])).toEqual([]);
});

it('takes vars() of a module for the dictionary of its members', () => {
  const [dictionary, ...others] = ofHiding({ module: 'builtins', path: ['vars'] }, [
    importedValue('builtins'),
  ]);
  expect(others).toEqual([]);
  expect(dictionary).toEqual(importedValue('builtins.__dict__'));
  expect(ofHiding({ module: 'builtins', path: ['len'] }, [importedValue('builtins')])).toEqual([]);
});
