import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutJsonStrings } from '../../src/reporters/cut-json-strings.js';
import { escapeJson } from '../../src/reporters/stream-json.js';

const LONG = 'n'.repeat(5_000_000);

test.each([
  ['a value', { name: LONG }],
  ['a key', { [LONG]: 1 }],
  ['an element of a list', [1, LONG, 'a']],
  ['quotes', { name: '"'.repeat(100_000) }],
  ['backslashes', { name: '\\'.repeat(100_000) }],
  ['characters that JSON escapes', { name: '\u0001'.repeat(100_000) }],
  ['both, one behind the other', [LONG, 'x'.repeat(20_000)]],
])('%s of megabytes is cut, and the text stays JSON', (_, value) => {
  const text = cutJsonStrings(JSON.stringify(value));
  expect(text.length).toBeLessThan(5000);
  expect(JSON.stringify(JSON.parse(text))).toContain('more characters');
});

test('two strings that begin alike stay apart, and one is the same everywhere', () => {
  const [a, b, again] = JSON.parse(
    cutJsonStrings(JSON.stringify([`${LONG}a`, `${LONG}b`, `${LONG}a`])),
  ) as string[];
  expect([a === again, a === b]).toEqual([true, false]);
});

test('readable text stays unchanged', () => {
  const unit = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\\"', 'a'.repeat(900)));
  fc.assert(
    fc.property(fc.array(fc.dictionary(unit, unit), { maxLength: 30 }), (value) => {
      const text = JSON.stringify(value);
      expect(cutJsonStrings(text)).toBe(text);
    }),
  );
});

test('every JSON that is written is cut', () => {
  expect(escapeJson(JSON.stringify({ name: LONG })).length).toBeLessThan(1000);
});
