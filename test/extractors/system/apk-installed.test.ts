import { expect, test } from 'vitest';
import { readApkInstalled } from '../../../src/extractors/system/apk-installed.js';

/** Written from the format's document, not by apk. https://gitlab.alpinelinux.org/alpine/apk-tools/-/blob/master/doc/apk-v2.5.scd */
const LIST = `C:Q1abc=
P:libcrypto3
V:3.3.2-r0
A:x86_64
S:1753423
I:4591616
T:Crypto library from openssl
U:https://www.example.invalid/
L:Apache-2.0
o:openssl
m:A Person <person@example.invalid>
t:1725371234
p:so:libcrypto.so.3=3
F:etc/ssl
R:openssl.cnf
Z:Q1def=
F:usr/lib
R:libcrypto.so.3
a:0:0:755
Z:Q1ghi=

C:Q1xyz=
P:musl
V:1.2.5-r0
A:x86_64
o:musl
F:
F:lib
R:ld-musl-x86_64.so.1
`;

test('name, version, origin, licence and files', () => {
  const { packages, unreadable } = readApkInstalled(LIST, 'installed');
  expect(unreadable).toBe(0);
  expect(packages).toEqual([
    {
      name: 'libcrypto3',
      version: '3.3.2-r0',
      architecture: 'x86_64',
      source: { name: 'openssl', version: '3.3.2-r0' },
      license: 'Apache-2.0',
      path: 'installed',
      files: ['etc/ssl/openssl.cnf', 'usr/lib/libcrypto.so.3'],
    },
    {
      name: 'musl',
      version: '1.2.5-r0',
      architecture: 'x86_64',
      source: { name: 'musl', version: '1.2.5-r0' },
      license: null,
      path: 'installed',
      files: ['lib/ld-musl-x86_64.so.1'],
    },
  ]);
});

test('a file in the root, and a package without an origin', () => {
  const [found] = readApkInstalled('P:a\nV:1\nF:\nR:init\n', 'installed').packages;
  expect([found?.files, found?.source.name]).toEqual([['init'], 'a']);
});

test.each(['V:1-r0\n', 'P:a\n', 'P:a\u0000b\nV:1\n', 'F:x\nR:y\n'])('%j is counted, not listed', (text) => {
  const { packages, unreadable } = readApkInstalled(`${text}\nP:b\nV:1\n`, 'installed');
  expect([packages.map(({ name }) => name), unreadable]).toEqual([['b'], 1]);
});

test('a line of 60 MB is read', () => {
  const { packages } = readApkInstalled(`P:a\nT:${'x'.repeat(60_000_000)}\nV:1\n`, 'installed');
  expect(packages.map(({ name, version }) => [name, version])).toEqual([['a', '1']]);
});
