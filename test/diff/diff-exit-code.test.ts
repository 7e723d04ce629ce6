import { test, expect } from 'vitest';
import { diffExitCode, type FindingChange, type ReportDiff } from '../../src/diff/index.js';

const OPEN = {
  kind: 'advisory',
  rule: 'GHSA-1',
  title: 'A flaw',
  severity: 'high',
  package: 'npm:qs',
  versions: ['1.0.0'],
  isQuestion: false,
  status: 'open',
} as const;

const NEW: FindingChange = { change: 'new', finding: OPEN, before: null, functions: ['pay'] };
const MOVED: FindingChange = {
  change: 'changed',
  finding: { ...OPEN, severity: 'critical', versions: ['1.0.1'] },
  before: OPEN,
  functions: ['a', 'b', 'c', 'd', 'e', 'f'],
};

function diffWith(fields: Partial<ReportDiff> = {}): ReportDiff {
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

test.each([
  ['nothing new', {}, 'high', 0],
  ['new at the level', { findings: [NEW] }, 'high', 1],
  ['new below it', { findings: [NEW] }, 'critical', 0],
  ['new, but a question', { findings: [{ ...NEW, finding: { ...OPEN, isQuestion: true } }] }, 'low', 0],
  ['new, but nothing may fail', { findings: [NEW] }, 'none', 0],
  ['new, but set aside', { findings: [{ ...NEW, finding: { ...OPEN, status: 'suppressed' } }] }, 'low', 0],
  ['graver than before', { findings: [MOVED] }, 'critical', 1],
  [
    'another version of the same',
    { findings: [{ ...MOVED, finding: { ...OPEN, versions: ['2'] } }] },
    'low',
    0,
  ],
  [
    'open again',
    { findings: [{ ...MOVED, finding: OPEN, before: { ...OPEN, status: 'suppressed' } }] },
    'high',
    1,
  ],
  ['fixed', { findings: [{ ...NEW, change: 'fixed' }] }, 'low', 0],
  [
    'malware of low severity',
    { findings: [{ ...NEW, finding: { ...OPEN, kind: 'malware', severity: 'low' } }] },
    'critical',
    1,
  ],
  ['nncomplete', { complete: false }, 'high', 4],
  ['nncomplete, and new', { complete: false, findings: [NEW] }, 'high', 1],
] as const)('%s: exit code', (...[, fields, failOn, code]) => {
  expect(diffExitCode(diffWith(fields), failOn)).toBe(code);
});
