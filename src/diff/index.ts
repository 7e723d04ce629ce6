export { baselineOf } from './baseline-of.js';
export {
  compareReports,
  type FindingChange,
  type PackageChange,
  type ReportDiff,
} from './compare-reports.js';
export { diffExitCode } from './diff-exit-code.js';
export { asRecorded, readRecordedReport, type RecordedReport } from './recorded-report.js';
export { diffJson, diffMarkdown, diffText } from './render-diff.js';
