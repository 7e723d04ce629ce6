import { expect, test } from 'vitest';
import { distributionOf, packageOfPurl } from '../../../src/ecosystems/index.js';
import { almaLinux } from '../../../src/ecosystems/alma-linux/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(almaLinux, {
  purls: [
    ['openssl-libs', 'pkg:rpm/almalinux/openssl-libs@1.2.3'],
    ['libstdc++', 'pkg:rpm/almalinux/libstdc%2B%2B@1.2.3'],
  ],
  noNames: ['-a', 'a b', 'a/b', 'a;b'],
  spellings: { same: [['a', 'a']], other: [['a', 'b']] },
});

test.each([
  ['almalinux', '9.4', 'AlmaLinux:9'],
  ['almalinux', '8', 'AlmaLinux:8'],
])('%s %s is %s', (id, version, expected) => {
  expect(distributionOf(id, version)?.name ?? null).toBe(expected);
});

test('a package URL names the release', () => {
  expect(packageOfPurl('pkg:rpm/almalinux/a@1?arch=x&distro=almalinux-9.4')).toEqual({
    ecosystem: 'AlmaLinux:9',
    name: 'a',
    version: '1',
  });
  expect(packageOfPurl('pkg:rpm/almalinux/a@1')?.ecosystem).toBe('AlmaLinux');
});
