import { expect, it } from 'vitest';
import { MemberTable } from '../../../src/program/index.js';
import { ofOverridden } from '../../../src/signatures/python-behaviour/overridden-methods.js';
import { importedValue } from '../../../src/signatures/python-behaviour/taken-values.js';

it('finds what rules say of a method by the classes that its class is made of', () => {
  const table = new MemberTable<string>();
  table.add(['logging:Handler.{emit,handle}'], 'record');
  const of = (name: string, ...bases: string[]) =>
    ofOverridden(table, { name, bases: bases.map(importedValue) });
  expect(of('emit', 'abc.ABC', 'logging.Handler')).toEqual(['record']);
  expect(of('close', 'logging.Handler')).toEqual([]);
  expect(of('emit', 'other.Handler')).toEqual([]);
});
