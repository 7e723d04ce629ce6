import { expect, test } from 'vitest';
import { distributionOf, packageOfPurl } from '../../../src/ecosystems/index.js';
import { amazonLinux } from '../../../src/ecosystems/amazon-linux/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(amazonLinux, {
  purls: [
    ['openssl-libs', 'pkg:rpm/amzn/openssl-libs@1.2.3'],
    ['libstdc++', 'pkg:rpm/amzn/libstdc%2B%2B@1.2.3'],
  ],
  noNames: ['-a', 'a b', 'a/b', 'a;b'],
  spellings: { same: [['a', 'a']], other: [['a', 'b']] },
});

test.each([
  ['amzn', '2', 'Amazon Linux:2'],
  ['amzn', '2023', 'Amazon Linux:2023'],
  ['amzn', '2018.03', 'Amazon Linux:2018'],
  ['amzn', 'x', null],
])('%s %s is %s', (id, version, expected) => {
  expect(distributionOf(id, version)?.name ?? null).toBe(expected);
});

test('a package URL names the release', () => {
  expect(packageOfPurl('pkg:rpm/amzn/a@1?arch=x&distro=amzn-2023')?.ecosystem).toBe('Amazon Linux:2023');
});
