import { expect, it } from 'vitest';
import { readLockedPackages, readPackagesFile } from '../../src/published/index.js';

it('reads names and versions', () => {
  const wanted = readPackagesFile('x', Buffer.from('{"a":["1.0.0","2.0.0"],"@s/b":[]}'));
  expect([...wanted]).toEqual([
    ['a', ['1.0.0', '2.0.0']],
    ['@s/b', []],
  ]);
});

it.each(['', '[]', '{"a":"1.0.0"}', '{"a":[1]}'])('refuses %j', (text) => {
  expect(() => readPackagesFile('x', Buffer.from(text))).toThrow('x names no packages');
});

it('takes every version of a lockfile', () => {
  const lock = {
    lockfileVersion: 3,
    packages: {
      '': { dependencies: { a: '1', b: '1' } },
      'node_modules/a': { version: '1.0.0' },
      'node_modules/b': { version: '1.0.0', dependencies: { a: '2' } },
      'node_modules/b/node_modules/a': { version: '2.0.0' },
    },
  };
  const wanted = readLockedPackages('package-lock.json', Buffer.from(JSON.stringify(lock)));
  expect([...wanted]).toEqual([
    ['a', ['1.0.0', '2.0.0']],
    ['b', ['1.0.0']],
  ]);
});

it('refuses a file that is no list', () => {
  expect(() => readLockedPackages('x.txt', Buffer.from('a'))).toThrow('neither a known lockfile nor an SBOM');
});
