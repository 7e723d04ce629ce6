import type { Finding, Package, Report } from '../../src/model/index.js';
import type { Presentation } from '../../src/reporters/index.js';
import { text } from '../../src/reporters/text/index.js';
import { rendered } from '../reporters/contract.js';
import { packageOf } from './model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from './sample-report.js';

/** A report of one function whose package `lodash 4.17.4` has these findings. */
export function lodashReport(findings: readonly Finding[], fields: Partial<Package> = {}): Report {
  const artifact = reportedArtifact('a', { packages: [packageOf('lodash', '4.17.4', fields)], findings });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

/** The first line of the text of a report that holds some words, '' when none does. */
export function lineWith(report: Report, words: string, presentation: Partial<Presentation> = {}): string {
  return (
    rendered(text, report, presentation)
      .split('\n')
      .find((line) => line.includes(words)) ?? ''
  );
}
