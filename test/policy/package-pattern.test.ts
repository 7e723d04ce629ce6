import { expect, test } from 'vitest';
import { readPurl } from '../../src/ecosystems/index.js';
import { matchPattern, type Extent } from '../../src/policy/package-pattern.js';
import { packageOf } from '../support/model-builders.js';

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
  const parts = readPurl(pattern);
  expect(parts && matchPattern(parts, pkg)).toBe(extent);
});
