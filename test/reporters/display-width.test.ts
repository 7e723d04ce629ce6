import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth, splitAtWidth } from '../../src/reporters/display-width.js';

test.each([
  ['', 0],
  ['lodash', 6],
  ['名前', 4],
  ['ｶﾅ', 2],
  ['한글', 4],
  ['Ｆｕ', 4],
  ['e\u0301', 1],
  ['\u0301', 0],
  ['😀', 2],
  ['4.17.12–4.17.15', 15],
  ['─·…→é', 5],
])('%s takes %i columns', (text, columns) => {
  expect(displayWidth(text)).toBe(columns);
});

test('pieces fit, and together are the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 20 }), (text, columns) => {
      const pieces = splitAtWidth(text, columns);
      expect(pieces.join('')).toBe(text);
      expect(pieces.every((piece) => displayWidth(piece) <= columns)).toBe(true);
    }),
  );
});
