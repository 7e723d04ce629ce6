import { test, expect } from 'vitest';
import { diffExitCode } from '../../src/diff/index.js';
import { MOVED, NEW, OPEN, diffWith } from '../support/report-diffs.js';

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
