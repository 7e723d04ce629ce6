import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeTerminal } from '../../src/reporters/escape-terminal.js';
import { RAW_DANGER } from '../support/hostile-report.js';

test.each([
  ['plain 名前 é', 'plain 名前 é'],
  ['\u001b[31mred', '\\u{1b}[31mred'],
  ['a\nb\tc\rd', 'a\\u{a}b\\u{9}c\\u{d}d'],
  ['\u009b2J', '\\u{9b}2J'],
  ['gpj.\u202eexe', 'gpj.\\u{202e}exe'],
  ['lo\u200bdash\ufeff', 'lo\\u{200b}dash\\u{feff}'],
  ['tag\u{e0041}', 'tag\\u{e0041}'],
  ['variant\ufe01', 'variant\\u{fe01}'],
  ['filler\u3164', 'filler\\u{3164}'],
  ['blank\u2800nbsp\u00a0', 'blank\\u{2800}nbsp\\u{a0}'],
  ['half \ud800 pair', 'half \\u{d800} pair'],
  ['pair 😀', 'pair 😀'],
  ['a ##[error]b', 'a \\u{23}#[error]b'],
  ['::error::a', '\\u{3a}:error::a'],
  ['a ::add-mask::b', 'a \\u{3a}:add-mask::b'],
  ['Class::method ## [1]', 'Class::method ## [1]'],
])('%j is shown as %s', (raw, shown) => {
  expect(escapeTerminal(raw)).toBe(shown);
});

test('a string longer than anyone reads is cut, with a mark', () => {
  expect(escapeTerminal('x'.repeat(1000))).toBe(`${'x'.repeat(400)}… (600 more characters)`);
});

test('whatever comes in, nothing dangerous comes out, on one line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const shown = escapeTerminal(raw);
      expect(RAW_DANGER.test(shown) || shown.includes('\n') || shown.includes('\t')).toBe(false);
    }),
  );
});
