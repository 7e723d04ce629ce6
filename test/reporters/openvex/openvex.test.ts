import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import type { Finding, Report } from '../../../src/model/index.js';
import { openvex } from '../../../src/reporters/openvex/index.js';
import { findingOf, packageOf } from '../../support/model-builders.js';
import { hostileReport } from '../../support/hostile-report.js';
import {
  cleanReport,
  emptyReport,
  hugeReport,
  reportedArtifact,
  reportedFunction,
  reportOf,
  upgradeOf,
} from '../../support/sample-report.js';
import { schemaErrors } from '../../support/schema-errors.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

interface Statement {
  readonly vulnerability: { readonly name: string };
  readonly products: readonly { readonly '@id': string; readonly subcomponents?: readonly object[] }[];
  readonly status: string;
}

interface Vex {
  readonly tooling: string;
  readonly statements: readonly Statement[];
}

const vexOf = (report: Report): Vex => JSON.parse(rendered(openvex, report)) as Vex;

function reportWith(finding: Finding, name = 'lodash'): Report {
  const artifact = reportedArtifact('a', { packages: [packageOf(name, '4.17.20')], findings: [finding] });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

reporterContract(openvex);

const TEXT = { type: 'string', minLength: 1 };
const IRI = { type: 'string', pattern: '^(urn|pkg):[!-~]+$' };

function exactly(properties: object, optional: object = {}): object {
  return {
    type: 'object',
    required: Object.keys(properties),
    properties: { ...properties, ...optional },
    additionalProperties: false,
  };
}

// No npm package ships the schema: the specification's sections on documents, statements and statuses, as far as we write them.
const SUBCOMPONENT = exactly({
  '@id': IRI,
  identifiers: exactly({ purl: { type: 'string', pattern: '^pkg:' } }),
});
const COMMON = {
  vulnerability: exactly(
    { name: TEXT, description: TEXT },
    { aliases: { type: 'array', minItems: 1, uniqueItems: true, items: TEXT } },
  ),
  products: {
    type: 'array',
    minItems: 1,
    items: exactly({ '@id': IRI }, { subcomponents: { type: 'array', minItems: 1, items: SUBCOMPONENT } }),
  },
};
const DOCUMENT = exactly({
  '@context': { const: 'https://openvex.dev/ns/v0.2.0' },
  '@id': IRI,
  author: TEXT,
  role: TEXT,
  timestamp: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z$' },
  version: { const: 1 },
  tooling: TEXT,
  statements: {
    type: 'array',
    items: {
      oneOf: [
        exactly({ ...COMMON, status: { const: 'affected' }, action_statement: TEXT }),
        exactly({ ...COMMON, status: { const: 'under_investigation' } }),
        exactly({ ...COMMON, status: { const: 'not_affected' }, justification: { pattern: '^[a-z_]+$' } }),
        exactly({ ...COMMON, status: { const: 'not_affected' }, impact_statement: TEXT }),
      ],
    },
  },
});

describe('the specification', () => {
  const validate = new Ajv({ strict: false }).compile(DOCUMENT);
  const REPORTS = {
    emptyReport,
    cleanReport,
    smallReport,
    hostileReport,
    hugeReport: () => hugeReport(3000),
  };

  test.each(Object.entries(REPORTS))('%s is valid', (_, build) => {
    expect(schemaErrors(validate, rendered(openvex, build()))).toEqual([]);
  });
});

test.each([
  [
    'certain: affected, and what to do',
    {},
    { status: 'affected', action_statement: 'Upgrade lodash to 4.17.21.' },
  ],
  ['possible: not known yet', { certainty: 'possible' }, { status: 'under_investigation' }],
  [
    'not affected, in a word of the specification',
    { status: 'not_affected', justification: 'vulnerable_code_not_present' },
    { status: 'not_affected', justification: 'vulnerable_code_not_present' },
  ],
  [
    'not affected, in other words',
    { status: 'not_affected', justification: 'We checked.' },
    { status: 'not_affected', impact_statement: 'We checked.' },
  ],
  [
    'accepted: affected all the same',
    {
      status: 'suppressed',
      suppression: { reason: 'Ours.', owner: 'ann', expires: '2027-01-01', source: 'stowaway.config.yaml' },
    },
    {
      status: 'affected',
      action_statement: 'Accepted: Ours. (by ann, until 2027-01-01, stowaway.config.yaml)',
    },
  ],
] as const)('%s', (_, fields, expected) => {
  const { statements } = vexOf(reportWith(upgradeOf('lodash', '4.17.21', fields)));
  expect(statements).toEqual([expect.objectContaining(expected)]);
});

test('an advisory of a layer is one statement about all functions, each with the package', () => {
  const { statements } = vexOf(hugeReport(30));
  const [layer, ...others] = statements.filter(({ vulnerability }) => vulnerability.name === 'GHSA-layer-3');
  expect(others).toEqual([]);
  expect(layer?.products).toHaveLength(30);
  expect(layer?.products[0]?.subcomponents).toEqual([
    { '@id': 'pkg:npm/layered-3@1.0.0', identifiers: { purl: 'pkg:npm/layered-3@1.0.0' } },
  ]);
});

test('a scoped purl is its own identifier', () => {
  const finding = upgradeOf('@a/b', '5', { package: 'npm:node_modules/@a/b' });
  expect(vexOf(reportWith(finding, '@a/b')).statements[0]?.products[0]?.subcomponents?.[0]).toMatchObject({
    '@id': 'pkg:npm/%40a/b@4.17.20',
  });
});

test('a finding that is no vulnerability is no statement', () => {
  expect(vexOf(reportWith(findingOf({ kind: 'hook', package: null }))).statements).toEqual([]);
});

test('unseen code is reported', () => {
  expect(vexOf(smallReport()).tooling).toContain('NOT COMPLETE');
  expect(vexOf(smallReport()).tooling).toContain('The entry is encrypted.');
  expect(vexOf(cleanReport()).tooling).toContain('everything was seen');
});
