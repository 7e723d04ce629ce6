import { expect, it } from 'vitest';
import { contentsOf } from '../support/esbuild-bundle.js';
import { soleValueAmong, soleVersion } from '../../src/evidence/version-strings.js';

it.each<[text: string, version: string | null]>([
  ['var VERSION = "4.17.21";', '4.17.21'],
  ["a.VERSION='4.17.21'", '4.17.21'],
  ['exports.version="1.0.0-rc.1"', '1.0.0-rc.1'],
  ['var SEMVER_SPEC_VERSION = "2.0.0"', null],
  ['a.VERSION="1.0.0";b.VERSION="1.0.0"', '1.0.0'],
  ['a.VERSION="1.0.0";b.VERSION="2.0.0"', null],
  ['x({version:"3.0.0"})', null],
  ['VERSION="1.0"', null],
  ['VERSION="1.2.3.4"', null],
])('%s is %s', (text, version) => expect(soleVersion([text])).toBe(version));

it.each<[text: string, version: string | null]>([
  ['var e,n="4.17.21",t=200', '4.17.21'],
  ["({a:'4.17.20'})", '4.17.20'],
  ['n="4.17.21";m="4.17.21";o="1.0.0"', '4.17.21'],
  ['n="4.17.21";m="4.17.20"', null],
  ['f("4.17.21")', null],
  ['n="3.0.0"', null],
  ['SPEC_VERSION = "4.17.21"', null],
  ['a.version="4.17.21"', '4.17.21'],
  ['a.minimumVersion="4.17.21"', null],
])('between 4.17.20 and 4.17.21, %s holds %s', (text, version) =>
  expect(soleValueAmong([text], ['4.17.20', '4.17.21'])).toBe(version),
);

it('counts only for the package whose region it stands in', async () => {
  const text = '// node_modules/a/x.js\nvar VERSION="1.2.3";\n// node_modules/b/x.js\nb();\n';
  const { packages } = await contentsOf({ 'out/index.js': text });
  expect(packages.map(({ name, version, confidence }) => [name, version, confidence])).toEqual([
    ['a', '1.2.3', 'medium'],
    ['b', null, 'high'],
  ]);
});
