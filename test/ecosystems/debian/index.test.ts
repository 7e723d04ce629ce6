import { expect, test } from 'vitest';
import { distributionOf, packageOfPurl } from '../../../src/ecosystems/index.js';
import { debian } from '../../../src/ecosystems/debian/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(debian, {
  purls: [
    ['openssl', 'pkg:deb/debian/openssl@1.2.3'],
    ['libstdc++', 'pkg:deb/debian/libstdc%2B%2B@1.2.3'],
  ],
  noNames: ['-a', 'a b', 'a/b', 'a;b'],
  spellings: { same: [['a', 'a']], other: [['a', 'b']] },
});

test.each([
  ['debian', '12', 'Debian:12'],
  ['debian', '', null],
  ['debian', 'trixie/sid', null],
])('%s %s is %s', (id, version, expected) => {
  expect(distributionOf(id, version)?.name ?? null).toBe(expected);
});

test('a package URL names the release', () => {
  expect(packageOfPurl('pkg:deb/debian/a@1?arch=x&distro=debian-12')).toEqual({
    ecosystem: 'Debian:12',
    name: 'a',
    version: '1',
  });
  expect(packageOfPurl('pkg:deb/debian/a@1')?.ecosystem).toBe('Debian');
});
