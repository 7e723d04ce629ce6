import { expect, test } from 'vitest';
import { distributionOf, packageOfPurl } from '../../../src/ecosystems/index.js';
import { alpine } from '../../../src/ecosystems/alpine/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(alpine, {
  purls: [
    ['openssl', 'pkg:apk/alpine/openssl@1.2.3'],
    ['libstdc++', 'pkg:apk/alpine/libstdc%2B%2B@1.2.3'],
  ],
  noNames: ['-a', 'a b', 'a/b', 'a;b'],
  spellings: { same: [['a', 'a']], other: [['a', 'b']] },
});

test.each([
  ['alpine', '3.20.3', 'Alpine:v3.20'],
  ['alpine', '3.20', 'Alpine:v3.20'],
  ['alpine', '3.22_alpha20250108', null],
])('%s %s is %s', (id, version, expected) => {
  expect(distributionOf(id, version)?.name ?? null).toBe(expected);
});

test('a package URL names the release', () => {
  expect(packageOfPurl('pkg:apk/alpine/a@1?arch=x&distro=alpine-3.20.3')).toEqual({
    ecosystem: 'Alpine:v3.20',
    name: 'a',
    version: '1',
  });
  expect(packageOfPurl('pkg:apk/alpine/a@1')?.ecosystem).toBe('Alpine');
});
