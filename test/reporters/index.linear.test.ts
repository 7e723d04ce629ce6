import { test } from 'vitest';
import { REPORTERS } from '../../src/reporters/index.js';
import { expectLinear } from '../support/expect-linear.js';
import { hugeReport } from '../support/sample-report.js';
import { PLAIN } from './contract.js';

test.each(REPORTERS)('thousands of functions on one layer take linear time as $id', (reporter) =>
  expectLinear(800, hugeReport, (report) => {
    for (const chunk of reporter.render(report, PLAIN)) void chunk;
  }),
);
