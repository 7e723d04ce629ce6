import { expect, test } from 'vitest';
import { hubDocument } from '../../../src/reporters/asff/stored-document.js';
import { digestOf } from '../../../src/reporters/content-id.js';
import { asffComplaints, needsPython } from '../../support/python-complaints.js';

needsPython('botocore');

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:orders';
const STORED = {
  fingerprint: `advisory/GHSA-1/npm%3Alodash/${encodeURIComponent(ARN)}`,
  arn: ARN,
  account: '123456789012',
  region: 'eu-west-1',
  kind: 'advisory',
  rule: 'GHSA-1',
  severity: 'high',
  title: 'Prototype pollution',
  aliases: ['CVE-2026-0001'],
  certainty: 'possible',
  kev: true,
  remediation: 'Update it.',
  package: 'pkg:npm/lodash@4.17.11',
  archived: false,
  since: '2026-06-01T00:00:00Z',
  at: '2026-06-02T00:00:00Z',
  version: '0.1.0',
};

test("AWS's own model takes it, whatever is in it", () => {
  const long = 'x\u202e'.repeat(3000);
  const stored = [
    STORED,
    { ...STORED, archived: true, kind: 'malware', severity: 'critical', remediation: null, package: null },
    {
      ...STORED,
      title: long,
      remediation: long,
      rule: long,
      aliases: [],
      package: long,
      severity: 'unknown',
    },
  ];
  const requests = stored.map((one) => JSON.stringify([{ Findings: [hubDocument(one)] }]));
  expect(asffComplaints(requests)).toEqual([[], [], []]);
});

test('its id is that of a report, its state that of the store', () => {
  expect(hubDocument(STORED)).toMatchObject({
    Id: `stowaway/${digestOf(STORED.fingerprint, ARN)}`,
    CreatedAt: STORED.since,
    UpdatedAt: STORED.at,
    Title: 'Prototype pollution (CVE-2026-0001)',
    RecordState: 'ACTIVE',
    Vulnerabilities: [{ Id: 'CVE-2026-0001' }],
  });
  expect(hubDocument({ ...STORED, archived: true })).toMatchObject({ RecordState: 'ARCHIVED' });
});
