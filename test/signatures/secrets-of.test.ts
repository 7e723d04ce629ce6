import { expect, it } from 'vitest';
import { joinSecrets, secretsOf, uncut } from '../../src/signatures/secrets-of.js';

const KNOWN = {
  id: 'secrets/known-a',
  title: 'Known values',
  parts: ['example'],
  words: [],
  values: [],
  names: ['pagetoken'],
};

it('known values of several sets count together', () => {
  const { known } = joinSecrets([secretsOf([KNOWN]), secretsOf([{ ...KNOWN, words: ['changeme'] }])]);
  expect(known).toEqual({
    parts: ['example', 'example'],
    words: ['changeme'],
    values: [],
    names: ['pagetoken', 'pagetoken'],
  });
});

it('cuts are taken out', () => {
  expect(uncut('ab[]cd[]e')).toBe('abcde');
});
