import { assert, property, string } from 'fast-check';
import { expect, it, test } from 'vitest';
import { matchesGlob } from '../../src/policy/glob.js';

test.each([
  ['lodash', 'lodash', true],
  ['lodash', 'lodash.merge', false],
  ['lodash*', 'lodash.merge', true],
  ['*', '', true],
  ['*', 'a/b', false],
  ['**', 'a/b', true],
  ['@scope/*', '@scope/a', true],
  ['@scope/*', '@scope/a/b', false],
  ['node_modules/**/x.js', 'node_modules/a/b/x.js', true],
  ['a?c', 'abc', true],
  ['a?c', 'a/c', false],
  ['?', '😀', true],
  ['(a+)+$', 'aaaa', false],
  ['', '', true],
  ['', 'a', false],
])('%s and %s: %s', (glob, text, matches) => {
  expect(matchesGlob(glob, text)).toBe(matches);
});

it('a text without wildcards matches itself alone', () => {
  const plain = string().filter((text) => !/[*?]/.test(text));
  assert(
    property(plain, plain, (a, b) => {
      expect(matchesGlob(a, b)).toBe(a === b);
    }),
  );
});
