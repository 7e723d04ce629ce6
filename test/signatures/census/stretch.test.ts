import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { scannedFile } from '../../../src/signatures/match/scanned-file.js';
import { stretchesOf, stretchStep } from '../../../src/signatures/census/stretch.js';
import { withLimit } from '../../support/lowered-limit.js';

const TEXT = Array.from({ length: 100 }, (_, index) => String.fromCodePoint(40 + index)).join('');

function stretches(span: readonly [number, number], step: number): (readonly [number, string])[] {
  const bytes = Buffer.from(TEXT);
  const path = 'a.js';
  const entry = { path, size: bytes.length, executable: false };
  const file = scannedFile({ entry, path, bytes, keywords: new Set() });
  return stretchesOf(file, span, step).map(({ from, script }) => [from, script] as const);
}

it('stretches of a piece lie in it, each reaches into the next one, and together they are all of it', () => {
  expect(stretches([10, 40], 12)).toEqual([
    [10, TEXT.slice(10, 26)],
    [22, TEXT.slice(22, 38)],
    [34, TEXT.slice(34, 40)],
  ]);
});

it('a piece that is shorter than a step is one stretch', () => {
  expect(stretches([3, 50], 60)).toEqual([[3, TEXT.slice(3, 50)]]);
});

it('the step follows the limit of code whose facts count together', async () => {
  await withLimit('census-unit', 48, () => {
    expect(stretchStep()).toBe(12);
  });
});
