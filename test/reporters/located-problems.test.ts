import { expect, test } from 'vitest';
import { REPORTERS } from '../../src/reporters/index.js';
import type { Report } from '../../src/model/index.js';
import { lodashReport } from '../support/report-lines.js';
import { rendered } from './contract.js';

function reportWithStaleRule(): Report {
  const problem = {
    code: 'stale',
    path: 'stowaway.config.yaml',
    message: 'The rule that ignores GHSA-x (line 3) expired on 2026-01-01: what it ignored counts again.',
    affectsCompleteness: false,
  } as const;
  return { ...lodashReport([]), problems: [problem] };
}

/** A list of findings for Security Hub has no place for other problems. */
const TELLING = REPORTERS.filter(({ id }) => id !== 'asff');

test.each(TELLING.map((reporter) => [reporter.id, reporter] as const))(
  '%s reports that a rule expired',
  (_, reporter) => {
    expect(rendered(reporter, reportWithStaleRule())).toContain('expired on 2026-01-01');
  },
);
