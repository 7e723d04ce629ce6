import * as fc from 'fast-check';
import { RE2JS } from 're2js';
import { describe, expect, it } from 'vitest';
import { checkPattern, textPattern, type TextMatch } from '../../../src/signatures/text/text-pattern.js';
import { PATTERN, SEARCHED_TEXT } from '../../support/pattern-arbitraries.js';

/** Matches of RE2 in the whole text. */
function plainMatches(source: string, text: string): readonly TextMatch[] {
  const matcher = RE2JS.compile(source, RE2JS.MULTILINE).matcher(text);
  const found: TextMatch[] = [];
  while (matcher.find()) {
    const groups = Array.from({ length: matcher.groupCount() }, (_, index) => index + 1);
    const group = groups.find((number) => matcher.start(number) >= 0) ?? 0;
    const inner = { inner: matcher.group(group) ?? '', innerStart: matcher.start(group) };
    found.push({ seen: matcher.group() ?? '', start: matcher.start(), ...inner });
  }
  return found;
}

it('finds what RE2 finds in the whole text, in the same places', () => {
  const texts = fc.array(SEARCHED_TEXT, { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(PATTERN, texts, (source, text) => {
      expect([...textPattern(source).matches(text)]).toEqual(plainMatches(source, text));
    }),
    { numRuns: 2_000 },
  );
});

describe('the context of a stretch counts', () => {
  const far = ' '.repeat(50);
  it.each([
    [String.raw`\bab`, `ab${far}xab${far}ab`],
    ['^ab', `ab${far}ab${far}\nab`],
    ['ab$', `ab${far}abc${far}ab\nab`],
    [String.raw`ab\b`, `abc${far}ab${far}ab`],
    ['ab{1,3}$', `abbbbbb${far}abb\n${far}`],
    ['(?:x|)ab(?:c{0,4}|$)', `${far}abcccccc${far}xab${far}`],
    [String.raw`a\B.{0,3}b`, `ab axb a-b${far}axxxb`],
  ])('%s in %j', (source, text) => {
    expect([...textPattern(source).matches(text)]).toEqual(plainMatches(source, text));
  });
});

it('two readers of one pattern do not disturb each other', () => {
  const pattern = textPattern('ab{1,2}');
  const text = `ab${' '.repeat(20)}abb${' '.repeat(20)}ab`;
  const pairs = [...pattern.matches(text)].map(({ start }) => start);
  const nested: number[] = [];
  for (const { start } of pattern.matches(text)) {
    nested.push(start);
    expect(pattern.isIn(`${' '.repeat(30)}ab`)).toBe(true);
  }
  expect(nested).toEqual(pairs);
});

it('invalid RE2 syntax is refused', () => {
  expect(() => checkPattern('a(?=b)')).toThrow('invalid');
});
