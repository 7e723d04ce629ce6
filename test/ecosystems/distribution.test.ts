import { expect, test } from 'vitest';
import { ecosystemOf, familyOf, FOUND_ECOSYSTEMS, packageOfPurl } from '../../src/ecosystems/index.js';
import { APK, DEB, majorRelease, RPM } from '../../src/ecosystems/distribution.js';

test.each([
  ['9.4', '9'],
  ['12', '12'],
  ['', null],
  ['edge', null],
  ['9x', null],
])('the first number of %j is %j', (version, expected) => expect(majorRelease(version)).toBe(expected));

test('commands update a package, and force none', () => {
  const wanted = { name: 'a', alias: null, version: '1' };
  const forced = {
    name: 'a',
    version: '1',
    isStepBack: false,
    isDirectToo: false,
    line: '',
    hasOtherLines: false,
  };
  expect(
    [DEB, APK, RPM].map(({ manager }) => [manager.add(wanted), manager.remove('a'), manager.force(forced)]),
  ).toEqual([
    ['apt-get install --only-upgrade a', 'apt-get remove a', null],
    ['apk add --upgrade a', 'apk del a', null],
    ['dnf upgrade a', 'dnf remove a', null],
  ]);
});

test.each([
  ['Debian:12', 'debian'],
  ['Debian', 'debian'],
  ['Ubuntu:22.04:LTS', 'ubuntu'],
  ['npm:12', null],
  ['Fedora Linux:41', null],
  ['__proto__:1', null],
  [':', null],
])('%s is of the ecosystem %s', (name, id) => expect(ecosystemOf(name)?.id ?? null).toBe(id));

test('the family of a release, and what is kept without being asked for', () => {
  expect(['Debian:12', 'npm', 'Ubuntu:22.04:LTS'].map(familyOf)).toEqual(['Debian', 'npm', 'Ubuntu']);
  expect(FOUND_ECOSYSTEMS.map((name) => ecosystemOf(name)?.distribution)).toEqual(
    FOUND_ECOSYSTEMS.map(() => undefined),
  );
});

test.each(['pkg:deb/mint/a@1', 'pkg:deb/a@1', 'pkg:rpm/fedora/a@1?distro=fedora-41'])(
  '%s is of a distribution that is not known',
  (purl) => expect(packageOfPurl(purl)).toBeNull(),
);

test.each([
  ['pkg:rpm/rocky-linux/openssl@3.0.7-24.el9?arch=x86_64&distro=rocky-9.4&epoch=1', '1:3.0.7-24.el9'],
  ['pkg:rpm/rocky-linux/bash@5.1-1.el9?epoch=0', '5.1-1.el9'],
  ['pkg:deb/debian/zlib1g@1%3A1.2.13-1?distro=debian-12', '1:1.2.13-1'],
])('the version of %s is %s, as rows of images have it', (purl, version) =>
  expect(packageOfPurl(purl)?.version).toBe(version),
);
