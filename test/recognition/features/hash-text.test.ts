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
