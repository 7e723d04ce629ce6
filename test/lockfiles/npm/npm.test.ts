import { expect, test } from 'vitest';
import { npm } from '../../../src/lockfiles/npm/index.js';
import { describeLockfileReader } from '../contract.js';

describeLockfileReader({
  reader: npm,
  withoutGitVersion: ['version-1'],
  broken: [
    ['package-lock.json', '[]'],
    ['package-lock.json', '{}'],
    ['npm-shrinkwrap.json', '{"packages":'],
  ],
});

test('entries nested deeper than any folder are left out, and that is a gap', () => {
  const deep = `{"lockfileVersion":1,"dependencies":{${'"a":{"version":"1.0.0","dependencies":{'.repeat(20_000)}${'}}'.repeat(20_000)}}}`;
  const { packages, problems } = npm.read({ path: 'package-lock.json', text: deep, manifest: null });
  expect(packages.size).toBe(128);
  expect(problems).toEqual([expect.objectContaining({ code: 'too-large', affectsCompleteness: true })]);
});
