import { expect, test } from 'vitest';
import type { Package } from '../../src/model/index.js';
import { namedPackage, nameOfWhole } from '../../src/reporters/names.js';
import { packageOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';

const SET = { versionState: 'set' as const, version: null };

test.each<[fields: Partial<Package>, shown: string]>([
  [{}, 'lodash 4.17.20'],
  [{ alias: 'old-lodash' }, 'old-lodash (is lodash) 4.17.20'],
  [{ ...SET, candidates: ['1.0.0', '1.0.1'] }, 'lodash 1.0.0 or 1.0.1'],
  [{ ...SET, candidates: ['1.0.0', '1.0.1', '1.0.2'] }, 'lodash 1.0.0–1.0.2'],
  [{ versionState: 'unknown', version: null }, 'lodash of unknown version'],
  [{ name: 'a\nb', version: '1\u202e' }, 'a\\u{a}b 1\\u{202e}'],
])('%j is shown as %s', (fields, shown) => {
  expect(namedPackage(packageOf('lodash', '4.17.20', fields))).toBe(shown);
});

test('a report is called like its only function, or its only artifact where it has none, else like its targets', () => {
  const [one, other] = ['one', 'other'].map((name) => reportedFunction(name, []));
  const report = reportOf([one!, other!], []);
  const options = { ...report.options, targets: ['dist', 'out'] };
  expect(nameOfWhole({ ...report, options })).toBe('dist out');
  expect(nameOfWhole({ ...report, options, functions: [one!] })).toBe('one');
  const artifacts = [reportedArtifact('layer')];
  expect(nameOfWhole({ ...report, options, functions: [], artifacts })).toBe('layer.zip');
  expect(nameOfWhole({ ...report, options: { ...options, targets: [] } })).toBe('scan');
});
