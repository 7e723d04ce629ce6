import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { expect, it } from 'vitest';
import { longestMatch } from '../../../src/signatures/text/longest-match.js';
import { PATTERN, SEARCHED_TEXT } from '../../support/pattern-arbitraries.js';

it.each([
  ['abc', 3],
  ['a|bcd', 3],
  ['a{2,5}b?', 6],
  [String.raw`\bab$`, 2],
  ['[^;]{1,10}', 20],
  ['(?:ab){3}', 6],
  ['a(?:)*', 1],
  ['[^;]{0,10}', Infinity],
  [String.raw`\b`, Infinity],
  ['a+', Infinity],
  ['a{2,}', Infinity],
  [String.raw`a\s*b[ \n]{2,9}`, 2],
  [String.raw`a[\s-]+`, Infinity],
  [String.raw`\pL`, Infinity],
])('%s: %d', (source, length) => {
  expect(longestMatch(source)).toBe(length);
});

const withoutBlanks = (text: string): string => text.replaceAll(/[\t\n\f\r ]/g, '');

it('no match is longer, blanks left out', () => {
  fc.assert(
    fc.property(PATTERN, SEARCHED_TEXT, (source, text) => {
      const matcher = RE2JS.compile(source, RE2JS.MULTILINE).matcher(text);
      const found = matcher.find() ? (matcher.group() ?? '') : '';
      expect(withoutBlanks(found).length).toBeLessThanOrEqual(longestMatch(source));
    }),
    { numRuns: 3_000 },
  );
});
