import { expect, it } from 'vitest';
import { packageOfPurl, purlOf } from '../../src/model/index.js';

it.each([
  ['npm', 'lodash', '4.17.21', 'pkg:npm/lodash@4.17.21'],
  ['npm', '@babel/traverse', null, 'pkg:npm/%40babel/traverse'],
  ['Maven', 'org.slf4j:slf4j-api', '2.0.0', 'pkg:maven/org.slf4j/slf4j-api@2.0.0'],
  ['PyPI', 'Jinja2', '3.1.0', 'pkg:pypi/jinja2@3.1.0'],
] as const)('the purl of %s %s %s', (...[ecosystem, name, version, purl]) => {
  expect(purlOf(ecosystem, name, version)).toBe(purl);
});

it('names that no registry would take have a purl all the same', () => {
  for (const name of ['/', '@', '@/', 'a b', '\u202e', '../x', '%'])
    expect(purlOf('npm', name, '1')).toMatch(/^pkg:npm\//);
});

it.each([
  ['pkg:npm/lodash@4.17.21', { ecosystem: 'npm', name: 'lodash', version: '4.17.21' }],
  ['pkg:npm/%40babel/traverse', { ecosystem: 'npm', name: '@babel/traverse', version: null }],
  [
    'pkg:maven/org.slf4j/slf4j-api@2.0.0',
    { ecosystem: 'Maven', name: 'org.slf4j:slf4j-api', version: '2.0.0' },
  ],
  ['pkg:oci/app@sha256:0', null],
  ['lodash', null],
  ['pkg:npm/', null],
  ['pkg:npm/%zz', null],
])('%s names %j', (purl, named) => {
  expect(packageOfPurl(purl)).toEqual(named);
});
