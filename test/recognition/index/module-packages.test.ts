import { expect, test } from 'vitest';
import { modulePackages } from '../../../src/recognition/index/module-packages.js';
import { indexOfReleases, releaseOf } from '../../support/fingerprint-bundle.js';

test('knows packages that have ECMAScript modules in any version', () => {
  const { 'index.js': code = '', ...manifest } = releaseOf('alpha', '2.0.0');
  const later = { ...manifest, 'index.js': code.replaceAll('exports.', 'export const ') };
  const index = indexOfReleases([releaseOf('alpha', '1.0.0'), later, releaseOf('beta', '1.0.0')]);
  expect([...modulePackages(index)].map(({ name }) => name)).toEqual(['alpha']);
  expect(modulePackages(index)).toBe(modulePackages(index));
});
