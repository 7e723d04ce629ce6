import { expect, it } from 'vitest';
import { plausibleVersions, sumLikelihoods } from '../../../src/recognition/likelihood/choose-versions.js';

const likelihoods = (values: Record<string, number>) => new Map(Object.entries(values));

it('sums the log-likelihoods of segments, each loss limited', () => {
  const sums = sumLikelihoods([likelihoods({ a: -10, b: -30 }), likelihoods({ b: -5 })], ['a', 'b']);
  expect([...sums]).toEqual([
    ['a', -150],
    ['b', -20],
  ]);
});

it.each<[string, Record<string, number>, string[]]>([
  ['one that is far better', { a: 0, b: -100 }, ['a']],
  ['all that are alike', { a: 0, b: 0, c: 0 }, ['a', 'b', 'c']],
  ['near ones, the likeliest first', { a: -6, b: 0, c: -100 }, ['b', 'a']],
  ['none of none', {}, []],
])('%s', (_case, values, expected) => {
  expect(plausibleVersions(likelihoods(values))).toEqual(expected);
});
