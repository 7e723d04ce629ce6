import { describe, expect, it } from 'vitest';
import { isPackageName } from '../../../src/ecosystems/npm/package-names.js';

describe('isPackageName', () => {
  it.each(['a', '@s/a', 'JSONStream', 'a.b-c_d~e', "a'b!", '7zip'])('allows %s', (name) => {
    expect(isPackageName(name)).toBe(true);
  });

  it.each([
    '',
    '.a',
    '_a',
    'a/b',
    '@s',
    '@s/',
    'a b',
    'node_modules',
    'é',
    'a\u001b[2J',
    'a'.repeat(215),
    '../a',
  ])('refuses %j', (name) => {
    expect(isPackageName(name)).toBe(false);
  });
});
