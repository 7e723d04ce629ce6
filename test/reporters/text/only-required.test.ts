import { expect, test } from 'vitest';
import { text } from '../../../src/reporters/text/index.js';
import { packageOf } from '../../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf, upgradeOf } from '../../support/sample-report.js';
import { rendered } from '../contract.js';

test('packages that must be in a bundle and whose code was not found are called so', () => {
  const needed = packageOf('uuid', '8.3.2', {
    presence: 'bundled',
    basis: 'required',
    locations: [{ path: 'dist/index.mjs' }],
    confidence: 'low',
  });
  const findings = [upgradeOf('uuid', '11.1.1', { id: 'u', package: needed.id })];
  const artifact = reportedArtifact('a', { packages: [needed], findings });
  const report = reportOf([reportedFunction('fn', [artifact])], [artifact]);
  expect(rendered(text, report)).toContain('required, its code was not found in index.mjs');
  expect(rendered(text, report)).toContain('1 package, 1 of them required by others, their code not found');
  expect(rendered(text, report, { verbose: true })).toContain(
    'uuid 8.3.2 (required, its code was not found)',
  );
});
