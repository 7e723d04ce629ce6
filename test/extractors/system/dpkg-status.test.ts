import { expect, test } from 'vitest';
import { readDpkgStatus } from '../../../src/extractors/system/dpkg-status.js';
import { dpkgEntry } from '../../support/system-lists.js';

const INSTALLED = 'install ok installed';

function namesIn(text: string): string[] {
  return readDpkgStatus(text, 'status').packages.map(({ name }) => name);
}

test('name, version, architecture and source', () => {
  const text = [
    dpkgEntry({
      Package: 'zlib1g',
      Status: INSTALLED,
      Architecture: 'amd64',
      Source: 'zlib',
      Version: '1:1.2.13-1',
    }),
    dpkgEntry({
      Package: 'libgcc-s1',
      Status: INSTALLED,
      Source: 'gcc-12 (12.2.0-14)',
      Version: '12.2.0-14+b1',
    }),
    dpkgEntry({
      Package: 'base-files',
      Status: INSTALLED,
      Version: '12.4',
      Description: 'a\n b: c\n .\n Package: no',
    }),
  ].join('\n');
  expect(
    readDpkgStatus(text, 'status').packages.map((found) => [
      found.name,
      found.version,
      found.architecture,
      found.source.name,
      found.source.version,
    ]),
  ).toEqual([
    ['zlib1g', '1:1.2.13-1', 'amd64', 'zlib', '1:1.2.13-1'],
    ['libgcc-s1', '12.2.0-14+b1', '', 'gcc-12', '12.2.0-14'],
    ['base-files', '12.4', '', 'base-files', '12.4'],
  ]);
});

test.each([
  [INSTALLED, true],
  ['hold ok installed', true],
  ['install ok unpacked', true],
  ['install ok half-configured', true],
  ['deinstall ok config-files', false],
  ['purge ok not-installed', false],
  ['install reinstreq half-installed', false],
  ['', false],
])('its files are there in the state %j: %s', (status, isThere) => {
  expect(namesIn(dpkgEntry({ Package: 'a', Status: status, Version: '1' }))).toEqual(isThere ? ['a'] : []);
});

test('an entry of a distroless image has no state', () => {
  expect(namesIn(dpkgEntry({ Package: 'libc6', Version: '2.36' }))).toEqual(['libc6']);
});

test.each([
  ['no version', 'Package: a\nStatus: install ok installed\n'],
  ['no name', 'Version: 1\nStatus: install ok installed\n'],
  ['a control character', 'Package: a\u001b[2J\nVersion: 1\n'],
  ['white space', 'Package: a b\nVersion: 1\n'],
  ['a name of 5,000 characters', `Package: ${'a'.repeat(5000)}\nVersion: 1\n`],
])('an entry with %s is counted, not listed', (_, text) => {
  const { packages, unreadable } = readDpkgStatus(
    `${text}\n${dpkgEntry({ Package: 'b', Version: '1' })}`,
    'status',
  );
  expect([packages.map(({ name }) => name), unreadable]).toEqual([['b'], 1]);
});

test('names of fields that objects have are fields', () => {
  const text = '__proto__: x\nconstructor: y\nPackage: __proto__\nVersion: 1\ntoString: z\n';
  expect(namesIn(text)).toEqual(['__proto__']);
});

test('lines of 60 MB, and 60 MB without a field, are read', () => {
  const long = 'x'.repeat(60_000_000);
  expect(namesIn(long)).toEqual([]);
  expect(namesIn(`Package: a\nDescription: ${long}\nVersion: 1\n`)).toEqual(['a']);
});

test('lines may end with a carriage return', () => {
  expect(namesIn('Package: a\r\nVersion: 1\r\n\r\nPackage: b\r\nVersion: 2\r\n')).toEqual(['a', 'b']);
});
