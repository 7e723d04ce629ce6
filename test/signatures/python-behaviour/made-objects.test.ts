import { expect, it } from 'vitest';
import { MemberTable } from '../../../src/program/index.js';
import { madeBy, textOfItem } from '../../../src/signatures/python-behaviour/made-objects.js';

it('makes an object of the path that a call is given', () => {
  const [paths, streams] = [new MemberTable<true>(), new MemberTable<true>()];
  paths.add(['os:join'], true);
  streams.add(['io:open'], true);
  const args = { positional: [[{ kind: 'text', key: 'a', text: 'a' } as const]], named: new Map() };
  const make = (module: string, path: string) =>
    madeBy(
      { paths, streams },
      { is: 'name', module, path: [path], at: 'x', text: null, isMade: false },
      args,
    );
  expect(make('os', 'join')).toMatchObject([{ path: ['join', '()'], text: 'a' }]);
  expect(make('io', 'open')).toMatchObject([{ text: 'a' }]);
  expect(make('os', 'other')).toMatchObject([{ text: null }]);
});

it('takes some files of one name for all of them, and no part of a text for the text', () => {
  const item = (text: string) =>
    textOfItem(
      { is: 'name', module: 'glob', path: ['glob', '()'], at: 'x', text },
      { positional: [], named: new Map() },
    );
  expect(item('/a/**/key.db')).toBe('/a/**/key.db');
  expect(item('/a/*')).toBeNull();
  expect(item('~')).toBeNull();
});
