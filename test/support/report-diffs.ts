import type { FindingChange, ReportDiff } from '../../src/diff/index.js';

export const OPEN = {
  kind: 'advisory',
  rule: 'GHSA-1',
  title: 'A flaw',
  severity: 'high',
  package: 'npm:qs',
  versions: ['1.0.0'],
  isQuestion: false,
  status: 'open',
} as const;

export const NEW: FindingChange = { change: 'new', finding: OPEN, before: null, functions: ['pay'] };
export const MOVED: FindingChange = {
  change: 'changed',
  finding: { ...OPEN, severity: 'critical', versions: ['1.0.1'] },
  before: OPEN,
  functions: ['a', 'b', 'c', 'd', 'e', 'f'],
};

export function diffWith(fields: Partial<ReportDiff> = {}): ReportDiff {
  return {
    from: { scannedAt: '2026-01-01T00:00:00Z' },
    to: { scannedAt: '2026-01-02T00:00:00Z' },
    notes: [],
    complete: true,
    functions: { added: [], removed: [] },
    findings: [],
    unchangedFindings: 3,
    packages: [],
    unchangedPackages: 5,
    ...fields,
  };
}
