import type { Report } from '../src/model/index.js';

export interface LargeReportSizes {
  /** Default 3,000. */
  readonly functions?: number;
  /** Occurrences over all artifacts. Default 100,000. */
  readonly packages?: number;
  /** Over all artifacts. Default 20,000. */
  readonly findings?: number;
}

export function largeReport(sizes?: LargeReportSizes): Report;
