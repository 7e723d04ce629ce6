import { expect, test } from 'vitest';
import { readOsRelease } from '../../../src/extractors/system/os-release.js';
import type { PackageFormat, SystemPackage } from '../../../src/extractors/system/system-package.js';
import { rootOf, systemOf, systemRows } from '../../../src/extractors/system/system-rows.js';
import { memoryTree } from '../../support/memory-tree.js';

function systemWith(text: string, format: PackageFormat) {
  return systemOf(readOsRelease(text), { root: '', format });
}

function found(name: string, version: string, architecture = 'amd64'): SystemPackage {
  return { name, version, architecture, source: { name, version }, license: null, path: 'list', files: null };
}

const PLACES = { files: new Map([['usr/bin/a', 'a:amd64@1']]), tree: memoryTree({ 'usr/bin/a': '12345' }) };

test.each([
  ['ID=debian\nVERSION_ID="12"', 'deb', 'Debian:12', 'pkg:deb/debian/a@1?arch=amd64&distro=debian-12'],
  [
    'ID=ubuntu\nVERSION_ID="22.04"',
    'deb',
    'Ubuntu:22.04:LTS',
    'pkg:deb/ubuntu/a@1?arch=amd64&distro=ubuntu-22.04',
  ],
  [
    'ID=ubuntu\nVERSION_ID="23.10"',
    'deb',
    'Ubuntu:23.10',
    'pkg:deb/ubuntu/a@1?arch=amd64&distro=ubuntu-23.10',
  ],
  [
    'ID=alpine\nVERSION_ID=3.20.3',
    'apk',
    'Alpine:v3.20',
    'pkg:apk/alpine/a@1?arch=amd64&distro=alpine-3.20.3',
  ],
  ['ID=wolfi\nVERSION_ID=20230201', 'apk', 'Wolfi', 'pkg:apk/wolfi/a@1?arch=amd64&distro=wolfi-20230201'],
  [
    'ID="rocky"\nVERSION_ID="9.4"',
    'rpm',
    'Rocky Linux:9',
    'pkg:rpm/rocky-linux/a@1?arch=amd64&distro=rocky-9.4',
  ],
  [
    'ID="almalinux"\nVERSION_ID="8.10"',
    'rpm',
    'AlmaLinux:8',
    'pkg:rpm/almalinux/a@1?arch=amd64&distro=almalinux-8.10',
  ],
  [
    'ID=mariner\nVERSION_ID="2.0"',
    'rpm',
    'Azure Linux:2',
    'pkg:rpm/azure-linux/a@1?arch=amd64&distro=mariner-2.0',
  ],
  [
    'ID="amzn"\nVERSION_ID="2023"\nNAME="Amazon Linux"',
    'rpm',
    'Amazon Linux:2023',
    'pkg:rpm/amzn/a@1?arch=amd64&distro=amzn-2023',
  ],
  [
    'ID=debian\nNAME="Debian GNU/Linux"',
    'deb',
    'Debian GNU/Linux',
    'pkg:deb/debian/a@1?arch=amd64&distro=debian',
  ],
  [
    'ID=alpine\nVERSION_ID=3.22_alpha20250108\nNAME=Alpine',
    'apk',
    'Alpine:3.22_alpha20250108',
    'pkg:apk/alpine/a@1?arch=amd64&distro=alpine-3.22_alpha20250108',
  ],
  ['', 'deb', 'Linux', 'pkg:deb/a@1?arch=amd64'],
] as const)('%j', (...[text, format, ecosystem, purl]) => {
  const [row] = systemRows([found('a', '1')], { system: systemWith(text, format), base: null, ...PLACES });
  expect([row?.ecosystem, row?.purl, row?.bytes]).toEqual([ecosystem, purl, 5]);
});

test('the epoch of an rpm package stands apart in its package URL, and in its version', () => {
  const system = systemWith('ID=rocky\nVERSION_ID=9', 'rpm');
  const [row] = systemRows([found('openssl', '1:3.0.7-24.el9', 'x86_64')], { system, base: null, ...PLACES });
  expect([row?.version, row?.purl]).toEqual([
    '1:3.0.7-24.el9',
    'pkg:rpm/rocky-linux/openssl@3.0.7-24.el9?arch=x86_64&distro=rocky-9&epoch=1',
  ]);
});

test('a version that the order has no place for is not known', () => {
  const system = systemWith('ID=debian\nVERSION_ID=12', 'deb');
  const [row] = systemRows([found('a', '1_2')], { system, base: null, ...PLACES });
  expect([row?.versionState, row?.version]).toEqual(['unknown', null]);
});

test('several versions and architectures are rows of their own; the same twice is one', () => {
  const system = systemWith('ID=debian\nVERSION_ID=12', 'deb');
  const packages = [found('a', '1'), found('a', '2'), found('a', '1', 'i386'), found('a', '1')];
  const rows = systemRows(packages, { system, base: new Set(['a:amd64@1']), ...PLACES });
  expect(rows.map(({ id, system: own }) => [id, own?.isBase])).toEqual([
    ['system:#a:amd64@1', true],
    ['system:#a:amd64@2', false],
    ['system:#a:i386@1', false],
  ]);
});

test('the root says which system it is', () => {
  expect(rootOf(systemWith('ID=debian\nVERSION_ID=12\nNAME=Debian', 'deb'))).toEqual({
    id: 'system:',
    path: '',
    name: 'Debian 12',
    manager: 'apt',
  });
});
