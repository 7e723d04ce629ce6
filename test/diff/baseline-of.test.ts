import { expect, it } from 'vitest';
import { baselineOf, readRecordedReport } from '../../src/diff/index.js';
import { findingOf } from '../support/model-builders.js';
import { reportedArtifact, reportedFunction, reportOf } from '../support/sample-report.js';

it('a baseline is all fingerprints, of functions and of artifacts that nothing mounts', () => {
  const finding = findingOf({ fingerprint: 'advisory/GHSA-1/npm%3Aqs/' });
  const [mounted, alone] = ['a', 'b'].map((id) => reportedArtifact(id, { findings: [finding] }));
  const report = reportOf([reportedFunction('pay', [mounted!])], [mounted!, alone!]);
  const { source, fingerprints } = baselineOf(readRecordedReport(JSON.stringify(report), 'a'), 'a.json');
  expect(source).toBe('a.json');
  expect([...fingerprints]).toEqual([
    'advisory/GHSA-1/npm%3Aqs/target%23pay',
    'advisory/GHSA-1/npm%3Aqs/artifact%3Ab.zip',
  ]);
});

it('a finding that was set aside is no part of it: once the rule expires, the finding is new', () => {
  const open = findingOf({ fingerprint: 'advisory/GHSA-1/npm%3Aqs/' });
  const ignored = findingOf({
    rule: 'GHSA-2',
    fingerprint: 'advisory/GHSA-2/npm%3Aqs/',
    status: 'suppressed',
  });
  const [mounted, alone] = ['a', 'b'].map((id) => reportedArtifact(id, { findings: [open, ignored] }));
  const report = reportOf([reportedFunction('pay', [mounted!])], [mounted!, alone!]);
  const { fingerprints } = baselineOf(readRecordedReport(JSON.stringify(report), 'a'), 'a.json');
  expect([...fingerprints]).toEqual([
    'advisory/GHSA-1/npm%3Aqs/target%23pay',
    'advisory/GHSA-1/npm%3Aqs/artifact%3Ab.zip',
  ]);
});

it('a flaw with several names is known by each of them', () => {
  const finding = findingOf({ fingerprint: 'advisory/GHSA-1/npm%3Aqs/', aliases: ['CVE-1'] });
  const [mounted, alone] = ['a', 'b'].map((id) => reportedArtifact(id, { findings: [finding] }));
  const report = reportOf([reportedFunction('pay', [mounted!])], [mounted!, alone!]);
  const { fingerprints } = baselineOf(readRecordedReport(JSON.stringify(report), 'a'), 'a.json');
  expect([...fingerprints]).toEqual([
    'advisory/GHSA-1/npm%3Aqs/target%23pay',
    'advisory/CVE-1/npm%3Aqs/target%23pay',
    'advisory/GHSA-1/npm%3Aqs/artifact%3Ab.zip',
    'advisory/CVE-1/npm%3Aqs/artifact%3Ab.zip',
  ]);
});
