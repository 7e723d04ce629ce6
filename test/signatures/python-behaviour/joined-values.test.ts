import { expect, it } from 'vitest';
import { methodOfText, textFrom } from '../../../src/signatures/python-behaviour/joined-values.js';

it('makes a text of which parts are not known', () => {
  expect(textFrom({ text: 'a\uFFFDb', joins: 1 })).toMatchObject({ kind: 'affix', prefix: 'a', suffix: 'b' });
  expect(textFrom({ text: 'ab', joins: 1 })).toMatchObject({ kind: 'text', text: 'ab' });
});

it('knows what methods of texts give', () => {
  const list = { kind: 'text', key: 't', text: 'xy' } as const;
  const args = { positional: [[list]], named: new Map() };
  expect(methodOfText('', { name: 'join', args }).values).toMatchObject([{ text: 'xy' }]);
  expect(methodOfText('abc', { name: 'encode', args }).values).toMatchObject([{ text: 'abc' }]);
  expect(methodOfText('0123456789', { name: 'translate', args }).isConstant).toBe(true);
  expect(methodOfText('abc', null).isConstant).toBe(false);
});
