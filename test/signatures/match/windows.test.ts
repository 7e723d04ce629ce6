import { expect, it } from 'vitest';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';
import { windowsAround } from '../../../src/signatures/match/windows.js';

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
