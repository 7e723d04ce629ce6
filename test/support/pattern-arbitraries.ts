import * as fc from 'fast-check';

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '\\s',
  '\\w',
  '\\b',
  '^',
  '$',
  '\\x60',
  '[\\x{E0100}-\\x{E01EF}]',
  '(?:ab|b)',
  '(?i:ab)',
  '\\A',
  '\\z',
  '(a|)',
  '[\\s-]',
);
const sign = fc.constantFrom('', '', '?', '*', '+', '+?', '{2}', '{0,3}', '{2,}', '{1,9}');
const piece = fc
  .tuple(atom, sign)
  .map(([one, count]) => (/^(?:\\[bAz]|[$^])$/.test(one) ? one : one + count));
const sequence = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(''));
const group = fc.tuple(sequence, sequence, sign).map(([a, b, count]) => `(?:${a}|${b})${count}`);
/** Patterns in RE2 syntax. */
export const PATTERN = fc
  .tuple(
    fc.constantFrom('', '(?i)', '(?s)'),
    fc.array(fc.oneof(sequence, group), { minLength: 1, maxLength: 3 }),
  )
  .map(([flags, parts]) => flags + parts.join(''));
/** Texts in which they find something now and then. */
export const SEARCHED_TEXT = fc.string({
  unit: fc.constantFrom('a', 'b', 'A', ' ', '\n', '`', '-', '\u{E0101}', '\u2028', '\u00A0', 'é'),
  maxLength: 30,
});
