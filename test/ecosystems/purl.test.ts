import { assert, oneof, property, string, stringMatching } from 'fast-check';
import { expect, it, test } from 'vitest';
import { packageOfPurl, purlOf, readPurl } from '../../src/ecosystems/index.js';

it.each([
  ['npm', 'lodash', '4.17.21', 'pkg:npm/lodash@4.17.21'],
  ['npm', '@babel/traverse', null, 'pkg:npm/%40babel/traverse'],
  ['Maven', 'org.slf4j:slf4j-api', '2.0.0', 'pkg:maven/org.slf4j/slf4j-api@2.0.0'],
  ['PyPI', 'Jinja2', '3.1.0', 'pkg:pypi/jinja2@3.1.0'],
  // Another package is `jsonstream`.
  ['npm', 'JSONStream', '1.3.5', 'pkg:npm/JSONStream@1.3.5'],
  ['npm', '@Scope/Name', null, 'pkg:npm/%40Scope/Name'],
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
  ['pkg:npm/JSONStream@1', { ecosystem: 'npm', name: 'JSONStream', version: '1' }],
  ['pkg:npm/%40Scope/Name', { ecosystem: 'npm', name: '@Scope/Name', version: null }],
  ['pkg:pypi/Jinja2', { ecosystem: 'PyPI', name: 'jinja2', version: null }],
  ['pkg:oci/app@sha256:0', null],
  ['lodash', null],
  ['pkg:npm/', null],
  ['pkg:npm/%zz', null],
])('%s names %j', (purl, named) => {
  expect(packageOfPurl(purl)).toEqual(named);
});

test.each([
  ['pkg:npm/lodash', ['npm', 'lodash', null]],
  ['pkg:npm/lodash@4.17.20', ['npm', 'lodash', '4.17.20']],
  ['pkg:npm/%40scope/name@1.0.0', ['npm', '@scope/name', '1.0.0']],
  ['pkg:npm/@scope/name', ['npm', '@scope/name', null]],
  ['pkg:NPM/@scope/name@1', ['npm', '@scope/name', '1']],
  ['pkg://npm/lodash', ['npm', 'lodash', null]],
  ['pkg:npm/@scope/**@1.*', ['npm', '@scope/**', '1.*']],
  ['pkg:maven/*', ['maven', '*', null]],
  ['pkg:maven/org.x/y@1?type=jar#sub', ['maven', 'org.x/y', '1']],
  ['pkg:npm/__proto__@constructor', ['npm', '__proto__', 'constructor']],
])('%s is read', (purl, expected) => {
  const parts = readPurl(purl);
  expect([parts?.type, parts?.name, parts?.version]).toEqual(expected);
});

test.each([
  'lodash',
  'pkg:npm',
  'pkg:npm/',
  'pkg:/lodash',
  'npm/lodash',
  '',
  'pkg:npm/a%zz',
  'pkg:npm/a@%ff',
  'pkg',
])('%j is no package URL', (text) => expect(readPurl(text)).toBeNull());

test('qualifiers without a value are ignored', () => {
  expect([...(readPurl('pkg:npm/a@1?Arch=x%26y&z&__proto__=1')?.qualifiers ?? [])]).toEqual([
    ['arch', 'x&y'],
    ['__proto__', '1'],
  ]);
});

test('any text is read or gives null, without an exception', () => {
  assert(
    property(oneof(string(), string({ unit: 'binary' })), (text) => {
      const forms = [text, `pkg:${text}`, `pkg:npm/${text}`, `pkg:npm/${text}@${text}?${text}=${text}`];
      const names = forms.flatMap((form) => readPurl(form)?.name ?? []);
      expect(names).not.toContain('');
    }),
  );
});

test('a written purl is read back', () => {
  const name = stringMatching(/^(?:@[A-Za-z0-9-]{1,9}\/)?[A-Za-z0-9-]{1,9}$/);
  assert(
    property(name, stringMatching(/^[0-9A-Za-z.+-]{1,12}$/), (own, version) => {
      const purl = purlOf('npm', own, version);
      expect(readPurl(purl)).toMatchObject({ type: 'npm', name: own, version });
      expect(packageOfPurl(purl)).toEqual({ ecosystem: 'npm', name: own, version });
    }),
  );
});
