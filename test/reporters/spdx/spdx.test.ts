import { describe, expect, test } from 'vitest';
import { Ajv } from 'ajv';
import type { Report } from '../../../src/model/index.js';
import { spdx } from '../../../src/reporters/spdx/index.js';
import { hostileReport } from '../../support/hostile-report.js';
import { cleanReport, emptyReport, hugeReport } from '../../support/sample-report.js';
import { schemaErrors } from '../../support/schema-errors.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

interface Document {
  readonly documentNamespace: string;
  readonly comment: string;
  readonly packages: readonly {
    readonly SPDXID: string;
    readonly name: string;
    readonly versionInfo?: string;
    readonly comment?: string;
    readonly externalRefs?: readonly { readonly referenceLocator: string }[];
  }[];
  readonly relationships: readonly {
    readonly spdxElementId: string;
    readonly relationshipType: string;
    readonly relatedSpdxElement: string;
  }[];
}

const documentOf = (report: Report): Document => JSON.parse(rendered(spdx, report)) as Document;

reporterContract(spdx);

const TEXT = { type: 'string', minLength: 1 };
const ID = { type: 'string', pattern: '^SPDXRef-[a-zA-Z0-9.-]+$' };

function exactly(properties: object, optional: object = {}): object {
  return {
    type: 'object',
    required: Object.keys(properties),
    properties: { ...properties, ...optional },
    additionalProperties: false,
  };
}

// No npm package ships the schema of 2.3: the specification's clauses 6, 7 and 11, as far as we write them.
const PACKAGE = exactly(
  {
    SPDXID: ID,
    name: TEXT,
    downloadLocation: { const: 'NOASSERTION' },
    filesAnalyzed: { const: false },
    licenseConcluded: { const: 'NOASSERTION' },
    licenseDeclared: { const: 'NOASSERTION' },
    copyrightText: { const: 'NOASSERTION' },
    primaryPackagePurpose: { enum: ['APPLICATION', 'ARCHIVE', 'CONTAINER', 'LIBRARY'] },
  },
  {
    versionInfo: TEXT,
    comment: TEXT,
    checksums: {
      type: 'array',
      items: exactly({ algorithm: { const: 'SHA256' }, checksumValue: { pattern: '^[0-9a-f]{64}$' } }),
    },
    externalRefs: {
      type: 'array',
      items: exactly({
        referenceCategory: { const: 'PACKAGE-MANAGER' },
        referenceType: { const: 'purl' },
        referenceLocator: { type: 'string', pattern: '^pkg:' },
      }),
    },
  },
);
const DOCUMENT = exactly({
  spdxVersion: { const: 'SPDX-2.3' },
  dataLicense: { const: 'CC0-1.0' },
  SPDXID: { const: 'SPDXRef-DOCUMENT' },
  name: TEXT,
  documentNamespace: { type: 'string', pattern: '^urn:uuid:[0-9a-f-]{36}$' },
  creationInfo: exactly({
    created: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' },
    creators: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^Tool: ' } },
  }),
  comment: TEXT,
  packages: { type: 'array', items: PACKAGE },
  relationships: {
    type: 'array',
    items: exactly({
      spdxElementId: ID,
      relationshipType: { enum: ['DESCRIBES', 'CONTAINS', 'DEPENDS_ON'] },
      relatedSpdxElement: ID,
    }),
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
    expect(schemaErrors(validate, rendered(spdx, build()))).toEqual([]);
  });
});

test.each([
  ['small', smallReport],
  ['of 3,000 functions', () => hugeReport(3000)],
])('identifiers of a report that is %s are unique, and relationships lead somewhere', (_, build) => {
  const { packages, relationships } = documentOf(build());
  const known = new Set(['SPDXRef-DOCUMENT', ...packages.map(({ SPDXID }) => SPDXID)]);
  expect(known.size).toBe(packages.length + 1);
  const used = relationships.flatMap((related) => [related.spdxElementId, related.relatedSpdxElement]);
  expect(used.filter((id) => !known.has(id))).toEqual([]);
});

test('the document describes functions, which contain artifacts, which contain packages', () => {
  const { packages, relationships } = documentOf(smallReport());
  const from = (id: string | undefined): (string | undefined)[] =>
    relationships
      .filter(({ spdxElementId }) => spdxElementId === id)
      .map((related) => related.relatedSpdxElement);
  const names = (ids: readonly (string | undefined)[]): (string | undefined)[] =>
    ids.map((id) => packages.find(({ SPDXID }) => SPDXID === id)?.name);
  const [fn] = from('SPDXRef-DOCUMENT');
  const [artifact] = from(fn);
  expect(names([fn, artifact])).toEqual(['screen-cv', '.serverless/screen-cv.zip']);
  expect(names(from(artifact))).toContain('axios');
  expect(names(from(from(artifact)[0]))).toEqual(['plain-crypto-js']);
});

test('only a known version is written; candidates are reported', () => {
  const lodash = documentOf(smallReport()).packages.find(({ name }) => name === 'lodash');
  expect(lodash?.versionInfo).toBeUndefined();
  expect(lodash?.comment).toContain('4.17.12, 4.17.13');
  expect(lodash?.externalRefs?.[0]?.referenceLocator).toBe('pkg:npm/lodash');
});

test('the namespace is of the content', () => {
  expect(documentOf(smallReport()).documentNamespace).not.toBe(documentOf(cleanReport()).documentNamespace);
});

test('unseen code is in the document and in the function', () => {
  const { comment, packages } = documentOf(smallReport());
  expect(comment).toContain('Not complete:\n');
  expect(comment).toContain('The entry is encrypted.');
  expect(packages.find(({ name }) => name === 'parse-attachment')?.comment).toContain('Not complete:');
  expect(documentOf(cleanReport()).comment).toBe('Completeness: everything was seen.');
});
