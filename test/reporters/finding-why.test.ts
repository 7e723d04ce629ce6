import { expect, test } from 'vitest';
import { REPORTERS } from '../../src/reporters/index.js';
import { findingOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';
import { rendered } from './contract.js';

const WHY = 'It runs before every handler.';
const SHOWN = new Set(['text', 'json', 'sarif', 'cyclonedx', 'junit', 'csv']);

function reportBecause(why: string | null): ReturnType<typeof reportOf> {
  const artifact = reportedArtifact('a', { findings: [findingOf({ kind: 'hook', why })] });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

test.each(REPORTERS.filter(({ id }) => SHOWN.has(id)))('$id shows why a finding matters', (reporter) => {
  expect(rendered(reporter, reportBecause(WHY))).toContain(WHY);
});

test.each(REPORTERS)('$id adds nothing where the title is enough', (reporter) => {
  expect(rendered(reporter, reportBecause(null))).not.toMatch(/why: *null|\. null/);
});
