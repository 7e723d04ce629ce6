import { expect, test } from 'vitest';
import { isLinearPattern } from '../../../src/signatures/text/linear-pattern.js';

test.each([
  String.raw`first.*word|b\w`,
  String.raw`b\w(?:.*word)?`,
  String.raw`(?:first.*word)?b\w`,
  String.raw`(?:first.*){0,3}b`,
  String.raw`pool\.[\w.-]+:\d{3,5}|moneroocean`,
  String.raw`x(?:a|[^;]+;y)`,
  // Line starts do not help where the repetition crosses lines.
  String.raw`(?m)^b(?:[^x]*x)?`,
  // The match cannot end after the repetition, as an edge has to hold there.
  'a[bc]*$|b',
  // Syntax that is not parsed.
  String.raw`(?i:first).*word|b`,
  'a[[:word:]]*b|c',
])('%s is refused', (source) => {
  expect(isLinearPattern(source)).toBe(false);
});

test.each([
  'first.*word',
  String.raw`\beval\s*\(\s*(?:await\s+)?\w+\)`,
  // The repetition is the end of a match, too.
  String.raw`first\w*|b\w+`,
  // No match is of the characters of the repetition only.
  String.raw`(?:a[^;]*b)?;`,
  String.raw`(?m)^b(?:.*x)?`,
  String.raw`first.{0,200}word|b\w`,
  String.raw`(?i:first)\s*\(.{0,20}word|b`,
])('%s is taken', (source) => {
  expect(isLinearPattern(source)).toBe(true);
});
