import { expect, it } from 'vitest';
import { hashName, hashText } from '../../../src/recognition/features/hash-text.js';

it.each(['delete', 'throw', '', 'x'.repeat(300)])(
  'a name has one hash in each kind, whichever comes first: %s',
  (name) => {
    const hashes = [hashName(name, 2), hashName(name, 5), hashName(name, 2), hashName(name, 4)];
    expect(hashes).toEqual([hashText(name, 2), hashText(name, 5), hashText(name, 2), hashText(name, 4)]);
    expect(new Set(hashes).size).toBe(3);
  },
);

it('texts of equal length differ by their beginning only: data in a literal may be megabytes', () => {
  const text = (at: number): string => `${'x'.repeat(at)}y${'x'.repeat(600 - at)}`;
  expect(hashText(text(200), 1)).not.toBe(hashText(text(300), 1));
  expect(hashText(text(300), 1)).toBe(hashText(text(400), 1));
});
