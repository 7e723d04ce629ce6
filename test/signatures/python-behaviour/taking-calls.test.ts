import { expect, it } from 'vitest';
import { MemberTable } from '../../../src/program/index.js';
import type { ReadySource } from '../../../src/signatures/behaviour/behaviour-names.js';
import { unknownMethod, wholeOf } from '../../../src/signatures/python-behaviour/taking-calls.js';
import { importedValue, tokenOf } from '../../../src/signatures/python-behaviour/taken-values.js';

it('knows names whose value is a source', () => {
  const members = new MemberTable<ReadySource>();
  const source = { kind: 'environment' } as ReadySource;
  members.add(['os:environ'], source);
  expect(wholeOf({ members }, importedValue('os.environ'))).toBe(source);
  expect(wholeOf({ members }, importedValue('os.getcwd'))).toBeNull();
});

it('finds methods of objects of which nothing is known', () => {
  const calls = new MemberTable<ReadySource>();
  const source = { kind: 'wallet-address' } as ReadySource;
  calls.add(['any:{replace,sub}'], source);
  expect(calls.find(tokenOf(unknownMethod('replace')))).toEqual([source]);
  expect(calls.find(tokenOf(unknownMethod('')))).toEqual([]);
});
