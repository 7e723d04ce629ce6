import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { mayOverlap } from '../../src/iam/overlap.js';
import { matchesWildcard } from '../../src/model/index.js';

test.each([
  ['*', 'arn:aws:s3:::a', true],
  ['arn:aws:s3:::a/*', 'arn:aws:s3:::a/b', true],
  ['arn:aws:s3:::a', 'arn:aws:s3:::b', false],
  ['a*', '*b', true],
  ['a*c', 'b*c', false],
  ['a?', 'a*', true],
  ['table/<Orders>', 'table/<Orders>', true],
  ['table/<Orders>', 'table/<Users>', false],
  ['table/<Orders>', 'table/orders', true],
  ['table/<Orders>', 'stream/orders', false],
  ['arn:aws:dynamodb:<region>:<account>:table/a', 'arn:aws:dynamodb:eu-west-1:1:table/a', true],
  ['arn:aws:dynamodb:<region>:<account>:table/a', 'arn:aws:dynamodb:eu-west-1:1:table/b', false],
  ['arn:aws:dynamodb:<region>:<account>:table/*', 'arn:aws:dynamodb:<region>:<account>:table/<T>', true],
])('%s and %s: %s', (left, right, expected) => {
  expect(mayOverlap(left, right)).toBe(expected);
  expect(mayOverlap(right, left)).toBe(expected);
});

test('a text that both match is an overlap', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 6 });
  const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
  const holds = fc.property(
    pattern,
    pattern,
    text,
    (left, right, some) =>
      !(matchesWildcard(left, some) && matchesWildcard(right, some)) || mayOverlap(left, right),
  );
  expect(() => fc.assert(holds, { numRuns: 2000 })).not.toThrow();
});

test('long patterns are taken to overlap', () => {
  expect(mayOverlap('a'.repeat(700), 'b'.repeat(700))).toBe(true);
});
