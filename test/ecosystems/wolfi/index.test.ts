import { expect, test } from 'vitest';
import { distributionOf, packageOfPurl } from '../../../src/ecosystems/index.js';
import { wolfi } from '../../../src/ecosystems/wolfi/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(wolfi, {
  purls: [
    ['openssl', 'pkg:apk/wolfi/openssl@1.2.3'],
    ['libstdc++', 'pkg:apk/wolfi/libstdc%2B%2B@1.2.3'],
  ],
  noNames: ['-a', 'a b', 'a/b', 'a;b'],
  spellings: { same: [['a', 'a']], other: [['a', 'b']] },
});

test.each([['wolfi', '20230201', 'Wolfi']])('%s %s is %s', (id, version, expected) => {
  expect(distributionOf(id, version)?.name ?? null).toBe(expected);
});

test('a package URL names the release', () => {
  expect(packageOfPurl('pkg:apk/wolfi/a@1?arch=x&distro=20230201')).toEqual({
    ecosystem: 'Wolfi',
    name: 'a',
    version: '1',
  });
  expect(packageOfPurl('pkg:apk/wolfi/a@1')?.ecosystem).toBe('Wolfi');
});
