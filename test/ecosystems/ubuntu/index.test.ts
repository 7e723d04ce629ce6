import { expect, test } from 'vitest';
import { distributionOf, packageOfPurl } from '../../../src/ecosystems/index.js';
import { ubuntu } from '../../../src/ecosystems/ubuntu/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(ubuntu, {
  purls: [
    ['openssl', 'pkg:deb/ubuntu/openssl@1.2.3'],
    ['libstdc++', 'pkg:deb/ubuntu/libstdc%2B%2B@1.2.3'],
  ],
  noNames: ['-a', 'a b', 'a/b', 'a;b'],
  spellings: { same: [['a', 'a']], other: [['a', 'b']] },
});

test.each([
  ['ubuntu', '22.04', 'Ubuntu:22.04:LTS'],
  ['ubuntu', '23.04', 'Ubuntu:23.04'],
  ['ubuntu', '24.10', 'Ubuntu:24.10'],
  ['ubuntu', '22', null],
])('%s %s is %s', (id, version, expected) => {
  expect(distributionOf(id, version)?.name ?? null).toBe(expected);
});

test('a package URL names the release', () => {
  expect(packageOfPurl('pkg:deb/ubuntu/a@1?arch=x&distro=ubuntu-22.04')).toEqual({
    ecosystem: 'Ubuntu:22.04:LTS',
    name: 'a',
    version: '1',
  });
  expect(packageOfPurl('pkg:deb/ubuntu/a@1')?.ecosystem).toBe('Ubuntu');
});
