import { describe, expect, test } from 'vitest';
import { matchPattern, purlParts, type Extent } from '../../src/policy/package-pattern.js';
import { packageOf } from '../support/model-builders.js';

describe('purl', () => {
  test.each([
    ['pkg:npm/lodash', ['npm', 'lodash', null]],
    ['pkg:npm/lodash@4.17.20', ['npm', 'lodash', '4.17.20']],
    ['pkg:npm/%40scope/name@1.0.0', ['npm', '@scope/name', '1.0.0']],
    ['pkg:npm/@scope/name', ['npm', '@scope/name', null]],
    ['pkg:NPM/@scope/name@1', ['npm', '@scope/name', '1']],
    ['pkg:maven/org.x/y@1?type=jar#sub', ['maven', 'org.x/y', '1']],
    ['pkg:npm/a%zz', ['npm', 'a%zz', null]],
  ])('%s', (purl, expected) => {
    const parts = purlParts(purl);
    expect([parts?.type, parts?.name, parts?.version]).toEqual(expected);
  });

  test.each(['lodash', 'pkg:npm', 'pkg:npm/', 'pkg:/lodash', 'npm/lodash', ''])('%s is none', (text) => {
    expect(purlParts(text)).toBeNull();
  });

  test('qualifiers', () => {
    expect([...(purlParts('pkg:npm/a@1?Arch=x%26y&z')?.qualifiers ?? [])]).toEqual([
      ['arch', 'x&y'],
      ['z', ''],
    ]);
  });
});

const set = packageOf('a', null, { versionState: 'set', candidates: ['1.0.0', '1.1.0', '2.0.0'] });

test.each<[string, ReturnType<typeof packageOf>, Extent]>([
  ['pkg:npm/a', packageOf('a', '1.0.0'), 'all'],
  ['pkg:npm/a@1.*', packageOf('a', '1.0.0'), 'all'],
  ['pkg:npm/a@2.*', packageOf('a', '1.0.0'), 'none'],
  ['pkg:npm/@s/*', packageOf('@s/a', '1.0.0'), 'all'],
  ['pkg:npm/*', packageOf('@s/a', '1.0.0'), 'none'],
  ['pkg:npm/**', packageOf('@s/a', '1.0.0'), 'all'],
  ['pkg:pypi/a', packageOf('a', '1.0.0'), 'none'],
  ['pkg:npm/a@1.*', set, 'some'],
  ['pkg:npm/a@*', set, 'all'],
  ['pkg:npm/a@3.*', set, 'none'],
  ['pkg:npm/a', packageOf('a', null), 'all'],
  ['pkg:npm/a@1.0.0', packageOf('a', null), 'some'],
])('%s means of %o: %s', (pattern, pkg, extent) => {
  const parts = purlParts(pattern);
  expect(parts && matchPattern(parts, pkg)).toBe(extent);
});
