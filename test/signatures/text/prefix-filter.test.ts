import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { prefixFilter } from '../../../src/signatures/text/prefix-filter.js';
import { PATTERN, SEARCHED_TEXT } from '../../support/pattern-arbitraries.js';

it('finds something in every text that the pattern matches, and in no other if it is all of the pattern', () => {
  const seen = { whole: 0, start: 0 };
  fc.assert(
    fc.property(PATTERN, SEARCHED_TEXT, (source, searched) => {
      const matches = RE2JS.compile(source, RE2JS.MULTILINE).matcher(searched).find();
      const filter = prefixFilter(source);
      // Without a filter everything is looked at.
      const passes = filter?.expression.test(searched) ?? true;
      const isWhole = filter?.isWhole ?? false;
      expect(isWhole ? [passes] : [false, passes]).toContain(matches);
      seen[isWhole ? 'whole' : 'start'] += 1;
    }),
    { numRuns: 10_000 },
  );
  expect(seen.whole).toBeGreaterThan(300);
  expect(seen.start).toBeGreaterThan(300);
});

describe('lines end with a line feed alone', () => {
  it.each([
    ['^ab', 'x\nab', true],
    ['^ab', 'x\rab', false],
    ['^ab', 'x\u2028ab', false],
    ['ab$', 'ab\nx', true],
    ['ab$', 'ab\r\nx', false],
  ])('%s in %j', (source, text, isThere) => {
    const filter = prefixFilter(source);
    expect(filter?.isWhole).toBe(true);
    expect(filter?.expression.test(text)).toBe(isThere);
    expect(RE2JS.compile(source, RE2JS.MULTILINE).matcher(text).find()).toBe(isThere);
  });
});

describe('accepts only text that starts like the pattern', () => {
  it.each([
    [String.raw`\beval\(\s*atob\(.{0,500}x`, 'eval( atob(', 'retrieval( atob('],
    [String.raw`(?i)powershell[^\n]{0,120}-enc`, 'PowerShell', 'power shell'],
    [String.raw`for\s*\(\s*let\s+\w+\s*=\s*\d+\s*;\s*x`, 'for (let  i = 0 ;x', 'for (let  i = 0 ,x'],
    [String.raw`(?:\\u[fF][eE]0[0-9a-f]){8,}`, String.raw`\ufe00`.repeat(8), String.raw`\ufe00`],
    [String.raw`a{3}.*b`, 'aaa', 'aab'],
    ['curl |wget ', 'wget x', 'wgets'],
  ])('%s', (source, passes, fails) => {
    const filter = prefixFilter(source);
    expect(filter?.expression.test(passes)).toBe(true);
    expect(filter?.expression.test(fails)).toBe(false);
  });
});

it.each([[String.raw`\pL+x`], ['[[:alpha:]]x'], ['(?P<name>a)'], ['.*x'], [''], ['(?i)é']])(
  'nothing is known of %s',
  (source) => {
    expect(prefixFilter(source)).toBeNull();
  },
);
