import { expect, test } from 'vitest';
import { REPORTERS } from '../../src/reporters/index.js';
import { NO_COVERAGE } from '../../src/model/index.js';
import { rendered } from './contract.js';
import { cleanReport, reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';

/** A small bundle without any explained code. */
function unexplainedReport() {
  const coverage = { ...NO_COVERAGE, codeBytes: 2000, unattributed: 1960 };
  const artifact = reportedArtifact('bundle', { coverage });
  return reportOf([reportedFunction('f', [artifact])], [artifact]);
}

const SAYING = new Set(['text', 'markdown', 'junit', 'openvex', 'spdx']);

test.each(REPORTERS.filter(({ id }) => SAYING.has(id)))(
  '$id says how much of the code nothing explains, and never that everything was seen',
  (reporter) => {
    const text = rendered(reporter, unexplainedReport());
    expect(text).toMatch(/98 % of the code \(2 kB\) unexplained/);
    expect(text).not.toMatch(/nothing found(?! in what was seen)|(?<!name=")everything was seen/i);
    expect(rendered(reporter, cleanReport())).not.toContain('unexplained');
  },
);
