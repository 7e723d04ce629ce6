import { expect, test } from 'vitest';
import { packageQuestion } from '../../../src/sweep/describe/package-question.js';

test.each([
  ['lodash', 'npm', ['npm', 'lodash', null]],
  ['lodash@4.17.11', 'npm', ['npm', 'lodash', '4.17.11']],
  ['@scope/name', 'npm', ['npm', '@scope/name', null]],
  ['@scope/name@>=1 <2', 'npm', ['npm', '@scope/name', '>=1 <2']],
  ['pkg:npm/%40scope/name@1.0.0', 'PyPI', ['npm', '@scope/name', '1.0.0']],
  ['requests@2.0', 'pypi', ['PyPI', 'requests', '2.0']],
])('%s of %s', async (text, ecosystem, parts) => {
  const question = await packageQuestion(text, ecosystem);
  expect([question.ecosystem, question.name, question.versions]).toEqual(parts);
});

test.each([
  ['lodash', '0.0.1', true],
  ['lodash@4.17.11', '4.17.11', true],
  ['lodash@v4.17.11', '4.17.11', true],
  ['lodash@4.17.11', '4.17.12', false],
  ['lodash@^4.17.11', '4.17.12', true],
  ['lodash@<5.0.0', '5.0.0-rc.1', true],
  ['lodash@^4', '4.18.0-rc.1', true],
  ['lodash@<5', '5.0.0', false],
  ['lodash@<5', 'next', null],
])('%s includes %s: %s', async (text, version, expected) => {
  const { includes } = await packageQuestion(text, 'npm');
  expect(includes(version)).toBe(expected);
});

test.each([
  ['lodash@', 'npm', /names no package/],
  ['lodash@not a range', 'npm', /neither a version nor a range/],
  [`lodash@${'1'.repeat(300)}`, 'npm', /too long/],
  ['pkg:what/x', 'npm', /no package URL/],
  ['x@>=1', 'NuGet', /neither a version nor a range/],
  ['x', 'nowhere', /no ecosystem/],
])('%s of %s is refused', async (text, ecosystem, message) => {
  await expect(packageQuestion(text, ecosystem)).rejects.toThrow(message);
});
