import { expect, it } from 'vitest';
import { purlOf } from '../../src/model/index.js';

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
