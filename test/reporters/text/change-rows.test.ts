import { expect, test } from 'vitest';
import type { Report } from '../../../src/model/index.js';
import { text } from '../../../src/reporters/text/index.js';
import { packageOf } from '../../support/model-builders.js';
import { lineWith } from '../../support/report-lines.js';
import {
  hugeReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
  upgradeOf,
} from '../../support/sample-report.js';
import { rendered } from '../contract.js';

/** A function with some direct dependencies, each of which an upgrade clears. */
function upgradable(count: number): Report {
  const packages = Array.from({ length: count }, (_, at) => packageOf(`p${at}`, '1.0.0', { direct: true }));
  const findings = packages.map(({ name }, at) => upgradeOf(name, '1.0.1', { id: `${at}` }));
  const artifact = reportedArtifact('a', { packages, findings });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

test('the first step is a command, with the findings that it clears', () => {
  expect(lineWith(upgradable(1), 'do first')).toMatch(
    /do first +npm install p0@1\.0\.1 {2}upgrade p0 1\.0\.0 → 1\.0\.1: clears 1/,
  );
});

test.each([
  [4, 4, false],
  [5, 3, true],
])('of %i changes %i are shown', (count, shown, folds) => {
  const output = rendered(text, upgradable(count));
  expect(output.match(/npm install/g)).toHaveLength(shown);
  expect(output.includes('2 more changes clear 2')).toBe(folds);
  expect(rendered(text, upgradable(count), { verbose: true }).match(/npm install/g)).toHaveLength(count);
});

test('a layer has the number of its functions', () => {
  expect(lineWith(hugeReport(5), 'do first')).toContain('clears 1 in 5 functions');
});

test('where no command is known it names the edit', () => {
  expect(lineWith(hugeReport(5), 'do first')).toContain('do first    upgrade layered-0 1.0.0 → 1.0.1');
});
