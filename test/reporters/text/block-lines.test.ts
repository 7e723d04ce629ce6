import { expect, test } from 'vitest';
import { text } from '../../../src/reporters/text/index.js';
import { packageOf } from '../../support/model-builders.js';
import { lineWith, lodashReport } from '../../support/report-lines.js';
import { upgradeOf } from '../../support/sample-report.js';
import { rendered } from '../contract.js';

test('an injection shows the way of the data, step by step', () => {
  const evidence = [
    { path: 'index.js', line: 3, detail: 'event.a' },
    { path: 'put.js', line: 5, detail: 'put()', function: 'a', into: 'arn:aws:s3:::<Files>' },
    { path: 'lib/run.js', line: 9, detail: 'execSync(text)' },
  ];
  const flow = { kind: 'injection' as const, id: 'f', title: 'Data runs as a command', evidence };
  const shown = rendered(text, lodashReport([upgradeOf('lodash', '5', flow)]));
  expect(shown).toContain('data index.js:3  event.a');
  expect(shown).toContain('→ put.js:5  put() (in function a, into s3 Files)');
  expect(shown).toContain('→ lib/run.js:9  execSync(text)');
});

test("with --verbose, packages of an image's system are listed by themselves", () => {
  const system = { source: { name: 'openssl', version: '3' }, isBase: true };
  const packages = [packageOf('libssl3', '3', { system }), packageOf('express', '4')];
  const report = lodashReport([]);
  const [artifact] = report.artifacts;
  const listed = { ...report, artifacts: [{ ...artifact!, packages }] };
  expect(lineWith(listed, 'express 4', { verbose: true })).not.toContain('libssl3');
  expect(lineWith(listed, 'libssl3 3', { verbose: true })).toContain('of the system');
});
