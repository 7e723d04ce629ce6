import { expect, test } from 'vitest';
import { describeAdvisories } from '../../../src/advisories/index.js';
import { storeOf } from '../../support/advisory-database.js';
import { findingOf, packageOf } from '../../support/model-builders.js';
import { recordOf } from '../../support/osv-records.js';

function artifact(...findings: ReturnType<typeof findingOf>[]) {
  return { packages: [packageOf('left', '1.0.0', { id: 'left' })], findings };
}

const advisory = (rule: string, fields: object = {}) =>
  findingOf({ kind: 'advisory', rule, package: 'left', cwes: [], ...fields });

test('each advisory is described once, by the name of its finding, with names of its weaknesses', () => {
  const store = storeOf(
    recordOf({
      id: 'GHSA-1',
      summary: 'Bad',
      details: 'Very',
      references: [{ type: 'WEB', url: 'https://a.example.invalid/' }],
      credits: [{ name: 'Ada' }],
    }),
    recordOf({ id: 'PYSEC-2', summary: 'Worse' }),
  );
  const findings = [
    advisory('GHSA-2', { aliases: ['CVE-2', 'PYSEC-2'], cwes: ['CWE-1321', 'CWE-0'] }),
    advisory('GHSA-1'),
    advisory('GHSA-unknown'),
    advisory('GHSA-1', { kind: 'install-script' }),
    advisory('GHSA-1', { package: 'nowhere' }),
  ];
  const described = describeAdvisories([artifact(...findings), artifact(advisory('GHSA-1'))], store);
  expect(described).toEqual([
    {
      rule: 'GHSA-1',
      summary: 'Bad',
      details: 'Very',
      references: ['https://a.example.invalid/'],
      credits: ['Ada'],
      weaknesses: [],
    },
    {
      rule: 'GHSA-2',
      summary: 'Worse',
      details: '',
      references: [],
      credits: [],
      weaknesses: [
        { id: 'CWE-1321', name: 'Prototype pollution' },
        { id: 'CWE-0', name: '' },
      ],
    },
  ]);
});

test('data without descriptions gives no list', () => {
  expect(
    describeAdvisories([artifact(advisory('GHSA-1'))], storeOf(recordOf({ id: 'GHSA-1' }))),
  ).toBeUndefined();
});
