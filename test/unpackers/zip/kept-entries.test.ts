import { expect, it } from 'vitest';
import { keptEntries } from '../../../src/unpackers/zip/kept-entries.js';
import type { ZipEntry } from '../../../src/unpackers/zip/zip-entry.js';

function entryOf(size: number): ZipEntry {
  return { name: 'a', size } as ZipEntry;
}

it('gives a whole content once, and as much as it may keep', () => {
  const kept = keptEntries(10);
  const [first, second, cut] = [entryOf(6), entryOf(6), entryOf(3)];
  kept.keep(cut, new Uint8Array(2));
  kept.keep(first, new Uint8Array(6));
  kept.keep(second, new Uint8Array(6));
  expect([kept.take(cut), kept.take(second)]).toEqual([undefined, undefined]);
  expect(kept.take(first)).toHaveLength(6);
  expect(kept.take(first)).toBeUndefined();
  kept.keep(second, new Uint8Array(6));
  expect(kept.take(second)).toHaveLength(6);
});
