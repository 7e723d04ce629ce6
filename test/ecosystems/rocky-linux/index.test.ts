import { expect, test } from 'vitest';
import { distributionOf, packageOfPurl } from '../../../src/ecosystems/index.js';
import { rockyLinux } from '../../../src/ecosystems/rocky-linux/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(rockyLinux, {
  purls: [
    ['openssl-libs', 'pkg:rpm/rocky-linux/openssl-libs@1.2.3'],
    ['libstdc++', 'pkg:rpm/rocky-linux/libstdc%2B%2B@1.2.3'],
  ],
  noNames: ['-a', 'a b', 'a/b', 'a;b'],
  spellings: { same: [['a', 'a']], other: [['a', 'b']] },
});

test.each([
  ['rocky', '9.4', 'Rocky Linux:9'],
  ['rocky', 'x', null],
])('%s %s is %s', (id, version, expected) => {
  expect(distributionOf(id, version)?.name ?? null).toBe(expected);
});

test('a package URL names the release', () => {
  expect(packageOfPurl('pkg:rpm/rocky-linux/a@1?arch=x&distro=rocky-9.4')).toEqual({
    ecosystem: 'Rocky Linux:9',
    name: 'a',
    version: '1',
  });
  expect(packageOfPurl('pkg:rpm/rocky-linux/a@1')?.ecosystem).toBe('Rocky Linux');
});
