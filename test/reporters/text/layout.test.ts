import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { displayWidth } from '../../../src/reporters/display-width.js';
import { columnsOf, layOut, sentence, type Look, type Row } from '../../../src/reporters/text/layout.js';

const GRID = { indent: 2, hanging: 4, columns: [] };

function plain(width: number): Look {
  return { width, paint: (text) => text };
}

function cells(...texts: string[]): Row {
  return texts.map((text) => ({ text }));
}

test('fields are two spaces apart', () => {
  expect(layOut(cells('HIGH', 'qs', 'direct'), GRID, plain(80))).toEqual(['  HIGH  qs  direct']);
});

test('columns line up, an empty one is left blank, and an excessive one is not followed', () => {
  const rows = [cells('a', '', 'x'), cells('ccc', 'dd', 'y'), cells('e', 'f'.repeat(60), 'z')];
  const columns = columnsOf(rows, 2);
  expect(columns).toEqual([3, 34]);
  expect(rows.flatMap((row) => layOut(row, { ...GRID, columns }, plain(Infinity)))).toEqual([
    `  a${' '.repeat(40)}x`,
    `  ccc  dd${' '.repeat(34)}y`,
    `  e    ${'f'.repeat(60)}  z`,
  ]);
});

test('a column is widened for long names where they are no exception', () => {
  const long = [40, 41, 47, 23].map((length) => cells('x'.repeat(length), 'y'));
  expect(columnsOf(long, 1)).toEqual([41]);
  expect(
    columnsOf(
      [...long, ...long].map(([, y]) => cells('x'.repeat(90), y?.text ?? '')),
      1,
    ),
  ).toEqual([52]);
});

test('a field that does not fit goes below, whole', () => {
  expect(layOut(cells('HIGH', 'jsonwebtoken 8.5.1', 'fixed in 9.0.2'), GRID, plain(30))).toEqual([
    '  HIGH  jsonwebtoken 8.5.1',
    '    fixed in 9.0.2',
  ]);
});

test('running text breaks between words, a word too long inside', () => {
  expect(layOut(sentence('do:', 'one two three fourteenletters'), GRID, plain(14))).toEqual([
    '  do: one two',
    '    three',
    '    fourteenle',
    '    tters',
  ]);
});

test('without a width nothing wraps', () => {
  expect(layOut(sentence('do:', 'word '.repeat(500).trim()), GRID, plain(Infinity))).toHaveLength(1);
});

test('no line is wider than the terminal, and no character is lost', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
  const cell = fc.record({ text, prose: fc.boolean() });
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 40, max: 120 }),
      (row, width) => {
        const lines = layOut(row, { indent: 2, hanging: 14, columns: columnsOf([row], 3) }, plain(width));
        expect(lines.every((line) => displayWidth(line) <= width)).toBe(true);
        const letters = (value: string): string => value.replaceAll(' ', '');
        expect(letters(lines.join(''))).toBe(letters(row.map((field) => field.text).join('')));
      },
    ),
  );
});
