import { expect, test } from 'vitest';
import { distributionOf, packageOfPurl } from '../../../src/ecosystems/index.js';
import { azureLinux } from '../../../src/ecosystems/azure-linux/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(azureLinux, {
  purls: [
    ['openssl-libs', 'pkg:rpm/azure-linux/openssl-libs@1.2.3'],
    ['libstdc++', 'pkg:rpm/azure-linux/libstdc%2B%2B@1.2.3'],
  ],
  noNames: ['-a', 'a b', 'a/b', 'a;b'],
  spellings: { same: [['a', 'a']], other: [['a', 'b']] },
});

test.each([
  ['azurelinux', '3.0', 'Azure Linux:3'],
  ['mariner', '2.0', 'Azure Linux:2'],
])('%s %s is %s', (id, version, expected) => {
  expect(distributionOf(id, version)?.name ?? null).toBe(expected);
});

test('a package URL names the release', () => {
  expect(packageOfPurl('pkg:rpm/azure-linux/a@1?arch=x&distro=azurelinux-3.0')).toEqual({
    ecosystem: 'Azure Linux:3',
    name: 'a',
    version: '1',
  });
  expect(packageOfPurl('pkg:rpm/azure-linux/a@1')?.ecosystem).toBe('Azure Linux');
});
