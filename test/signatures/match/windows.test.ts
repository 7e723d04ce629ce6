import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { withEscapedNames } from '../../../src/signatures/text/escaped-names.js';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';
import { placesOf, windowsAround } from '../../../src/signatures/match/windows.js';

function fileOf(text: string) {
  const bytes = Buffer.from(text);
  const entry = { path: 'a.js', size: bytes.length, executable: false };
  return scannedFile({ entry, path: 'a.js', bytes, keywords: new Set() });
}

const gap = (length: number): string => ' '.repeat(length);

it.each<[what: string, text: string, windows: readonly [number, number][]]>([
  ['a short text is one window', 'eval(x)', [[0, 7]]],
  ['a long text without keywords has none', gap(6_000), []],
  [
    'a window begins before its keyword and ends after it',
    `${gap(2_000)}eval(${gap(8_000)}`,
    [[1_000, 6_000]],
  ],
  ['windows that meet are one', `${gap(2_000)}eval(${gap(4_000)}eval(${gap(8_000)}`, [[1_000, 10_005]]],
  [
    'windows that do not are two',
    `${gap(2_000)}eval(${gap(7_000)}eval(${gap(8_000)}`,
    [
      [1_000, 6_000],
      [8_005, 13_005],
    ],
  ],
])('%s', (_, text, windows) => {
  expect(windowsAround(fileOf(text), ['eval(']).map(({ start, end }) => [start, end])).toEqual(windows);
});

it('of names only whole ones count, and a file remembers both ways apart', () => {
  const file = fileOf(`${gap(2_000)}retrieval(${gap(8_000)}`);
  expect(windowsAround(file, ['eval('])).toHaveLength(1);
  expect(windowsAround(file, ['eval('], true)).toHaveLength(0);
  expect(windowsAround(file, ['eval('])).toHaveLength(1);
});

it('places that the search for keywords recorded are those that a search of the text finds', () => {
  const unit = fc.constantFrom('a', 'ab', 'eval', '(', '.', ' ', 'é', '😀', '\\x65val', 'aa');
  const words = ['aa', 'ab', 'eval', 'a', 'é', 'a(', '.'];
  const find = withEscapedNames(words);
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 60 }),
      fc.constantFrom(...words),
      fc.boolean(),
      (text, word, names) => {
        const bytes = Buffer.from(text);
        const entry = { path: 'a.js', size: bytes.length, executable: false };
        const searched = scannedFile({ entry, path: 'a.js', bytes, keywords: new Set() });
        const recorded = scannedFile({ entry, path: 'a.js', bytes, keywords: find(bytes) });
        expect(recorded.foundAt(word)).toBeDefined();
        expect(placesOf(recorded, word, names)).toEqual(placesOf(searched, word, names));
      },
    ),
  );
});

it('a text that is no UTF-8 is searched', () => {
  const bytes = Buffer.from([0xff, 0x61, 0x61]);
  const entry = { path: 'a.js', size: bytes.length, executable: false };
  const file = scannedFile({ entry, path: 'a.js', bytes, keywords: withEscapedNames(['aa'])(bytes) });
  expect(file.foundAt('aa')).toBeUndefined();
  expect(placesOf(file, 'aa', false)).toEqual([1]);
});
