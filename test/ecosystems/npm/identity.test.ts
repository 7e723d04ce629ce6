import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exactVersion, npmPurl, originOf } from '../../../src/ecosystems/npm/identity.js';

describe('exactVersion', () => {
  it.each([
    ['1.2.3', '1.2.3'],
    ['v1.2.3', '1.2.3'],
    ['1.2.3+build.5', '1.2.3+build.5'],
    ['1.2.3-rc.1', '1.2.3-rc.1'],
    ['1.2', null],
    ['latest', null],
    ['9'.repeat(100_000), null],
    [null, null],
  ])('%s → %s', (version, expected) => {
    expect(exactVersion(version)).toBe(expected);
  });
});

it('makes a purl of any name', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', '/', '@/', '\ud800')), (name) => {
      expect(npmPurl(name, null)).toMatch(/^pkg:npm\//);
    }),
  );
});

it.each(['git+ssh://git.example.invalid/a.git#0', 'file:../a', 'link:a', 'github:o/a'])(
  '%s is private',
  (address) => {
    expect(originOf(address)).toBe('private');
  },
);

it.each(['https://mirror.example.invalid/a/-/a-1.0.0.tgz', null])(
  '%s: whether it is public is not known',
  (address) => {
    expect(originOf(address)).toBe('unknown');
  },
);
