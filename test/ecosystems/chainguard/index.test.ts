import { expect, test } from 'vitest';
import { distributionOf, packageOfPurl } from '../../../src/ecosystems/index.js';
import { chainguard } from '../../../src/ecosystems/chainguard/index.js';
import { testEcosystem } from '../contract.js';

testEcosystem(chainguard, {
  purls: [
    ['openssl', 'pkg:apk/chainguard/openssl@1.2.3'],
    ['libstdc++', 'pkg:apk/chainguard/libstdc%2B%2B@1.2.3'],
  ],
  noNames: ['-a', 'a b', 'a/b', 'a;b'],
  spellings: { same: [['a', 'a']], other: [['a', 'b']] },
});

test.each([['chainguard', '20230214', 'Chainguard']])('%s %s is %s', (id, version, expected) => {
  expect(distributionOf(id, version)?.name ?? null).toBe(expected);
});

test('a package URL names the release', () => {
  expect(packageOfPurl('pkg:apk/chainguard/a@1?arch=x&distro=20230214')).toEqual({
    ecosystem: 'Chainguard',
    name: 'a',
    version: '1',
  });
  expect(packageOfPurl('pkg:apk/chainguard/a@1')?.ecosystem).toBe('Chainguard');
});
