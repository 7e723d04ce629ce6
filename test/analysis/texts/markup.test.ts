import { expect, test } from 'vitest';
import { attributeAt, escapedStates, placedBehind } from '../../../src/analysis/texts/markup.js';

test.each([
  ['<input value="', '"'],
  ["<input value='", "'"],
  ['<a href="/search?q=', '"'],
  ['<a title="it\'s ', '"'],
  ['<input value=', ''],
  ['<input value="" name=', ''],
  ['<p>', null],
  ['<p class="a">', null],
  ['<p class="a" ', null],
  ['a < b and c = ', null],
  ['', null],
])('%s ends in an attribute with %s', (text, quote) => {
  expect(attributeAt(text)).toBe(quote);
});

const RULES = { folder: [], markup: ['html'] };
const after = (signs: string, text: string): boolean => {
  const known = new Set(['html', ...escapedStates((sign) => signs.includes(sign))]);
  return placedBehind(known, text, RULES).has('html');
};

test.each([
  ['<>', '<p>', true],
  ['<>', '<p title="', false],
  ['<>"', '<p title="', true],
  ['<>"', "<p title='", false],
  ['<>"\'', "<p title='", true],
  ['<>"\'', '<p title=', false],
])('a text without %s behind %s does no harm: %s', (signs, text, isHarmless) => {
  expect(after(signs, text)).toBe(isHarmless);
});

test('a text that code has checked in another way does no harm in an attribute', () => {
  expect(placedBehind(new Set(['html']), '<p title="', RULES).has('html')).toBe(true);
});
