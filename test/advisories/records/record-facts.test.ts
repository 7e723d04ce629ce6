import { expect, test } from 'vitest';
import { distributionFacts, flawsOf, severityIn } from '../../../src/advisories/records/record-facts.js';
import type { AffectedObject, OsvRecord } from '../../../src/advisories/records/schema.js';

function recordWith(fields: Partial<OsvRecord>): OsvRecord {
  return { id: 'X-1', modified: '', ...fields };
}

test.each<[Partial<OsvRecord>, string | null]>([
  [{ database_specific: { severity: 'MODERATE' } }, 'medium'],
  [{ database_specific: { severity: 'Important' } }, 'high'],
  [{ database_specific: { cvss_v3_score: 9.8 } }, 'critical'],
  [{ severity: [{ type: 'Ubuntu', score: 'negligible' }] }, 'low'],
  [{ severity: [{ type: 'Ubuntu', score: 'untriaged' }] }, null],
  [{ severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N' }] }, null],
  [{}, null],
])('%j: %s', (fields, expected) => expect(severityIn(recordWith(fields))).toBe(expected));

test.each([
  ['Debian:12', { upstream: ['CVE-1'] }, ['CVE-1']],
  ['AlmaLinux:9', { related: ['CVE-1', 'ALSA-2'] }, ['CVE-1']],
  ['AlmaLinux:9', { aliases: ['CVE-2'], related: ['CVE-1'] }, ['CVE-2']],
  ['npm', { upstream: ['CVE-1'] }, []],
])('of %s, %j is about %j', (ecosystem, fields, expected) =>
  expect(flawsOf(recordWith(fields), ecosystem)).toEqual(expected),
);

test.each([
  ['high', null, { severity: 'high' }],
  ['high', 'low', { severity: 'low' }],
  ['unimportant', null, { severity: 'low', willNotFix: 'unimportant' }],
  ['end-of-life', null, { severity: null, willNotFix: 'end-of-life' }],
  ['not yet assigned', null, { severity: null }],
] as const)('urgency %s beside severity %s', (urgency, severity, expected) => {
  const objects = [{ ecosystem_specific: { urgency } }] as unknown as AffectedObject[];
  expect(distributionFacts(objects, { severity })).toEqual(expected);
});
