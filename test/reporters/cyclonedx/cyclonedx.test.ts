import { describe, expect, test } from 'vitest';
import type { Finding, Report } from '../../../src/model/index.js';
import { cyclonedx } from '../../../src/reporters/cyclonedx/index.js';
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
import { schemaErrors, schemaValidator } from '../../support/schema-errors.js';
import { smallReport } from '../../support/small-report.js';
import { rendered, reporterContract } from '../contract.js';

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly purl?: string;
  readonly version?: string;
  readonly evidence?: {
    readonly identity: readonly { readonly confidence: number; readonly methods?: readonly object[] }[];
    readonly occurrences?: readonly object[];
  };
}

interface Bom {
  readonly serialNumber: string;
  readonly metadata: { readonly properties: readonly { readonly name: string; readonly value: string }[] };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
  readonly compositions: readonly { readonly aggregate: string; readonly assemblies: readonly string[] }[];
  readonly vulnerabilities: readonly {
    readonly id: string;
    readonly analysis: object;
    readonly affects: readonly { readonly ref: string }[];
  }[];
  readonly annotations: readonly { readonly subjects: readonly string[]; readonly text: string }[];
}

const bomOf = (report: Report): Bom => JSON.parse(rendered(cyclonedx, report)) as Bom;

function reportWith(finding: Finding): Report {
  const artifact = reportedArtifact('a', { packages: [packageOf('lodash', '4.17.20')], findings: [finding] });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

reporterContract(cyclonedx);

const SCHEMAS = '@cyclonedx/cyclonedx-library/res/schema';

describe('the official schema', () => {
  const validate = schemaValidator(`${SCHEMAS}/bom-1.6.SNAPSHOT.schema.json`, [
    `${SCHEMAS}/spdx.SNAPSHOT.schema.json`,
    `${SCHEMAS}/jsf-0.82.SNAPSHOT.schema.json`,
  ]);
  const REPORTS = { emptyReport, cleanReport, smallReport, hostileReport, hugeReport: () => hugeReport(300) };

  test.each(Object.entries(REPORTS))('%s is valid', (_, build) => {
    expect(schemaErrors(validate, rendered(cyclonedx, build()))).toEqual([]);
  });

  test('it refuses an invalid BOM', () => {
    expect(
      schemaErrors(validate, '{"bomFormat":"CycloneDX","specVersion":"1.6","serialNumber":"x"}'),
    ).not.toEqual([]);
  });
});

test.each([
  ['small', smallReport],
  ['of 3,000 functions', () => hugeReport(3000)],
])('references of a report that is %s are unique and lead somewhere', (_, build) => {
  const bom = bomOf(build());
  const refs = bom.components.map((component) => component['bom-ref']);
  const known = new Set([...refs, 'scan']);
  expect(known.size).toBe(refs.length + 1);
  const used = [
    ...bom.dependencies.flatMap(({ ref, dependsOn }) => [ref, ...dependsOn]),
    ...bom.vulnerabilities.flatMap(({ affects }) => affects.map(({ ref }) => ref)),
    ...bom.compositions.flatMap(({ assemblies }) => assemblies),
    ...bom.annotations.flatMap(({ subjects }) => subjects),
  ];
  expect(used.filter((ref) => !known.has(ref))).toEqual([]);
});

test('the serial number is of the content, and a UUID', () => {
  const { serialNumber } = bomOf(smallReport());
  expect(serialNumber).toMatch(
    /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  );
  expect(bomOf(cleanReport()).serialNumber).not.toBe(serialNumber);
});

test('a package has its evidence, its place, and its version only when that is certain', () => {
  const packages = bomOf(smallReport()).components;
  const axios = packages.find(({ name }) => name === 'axios');
  expect(axios?.version).toBe('1.14.1');
  expect(axios?.evidence?.identity[0]?.methods?.[0]).toMatchObject({
    technique: 'ast-fingerprint',
    confidence: 0.9,
  });
  expect(axios?.evidence?.occurrences).toEqual([{ location: 'index.mjs', offset: 1_200_000 }]);
  expect(packages.find(({ name }) => name === 'lodash')?.version).toBeUndefined();
});

test('the graph goes from the function over its artifact to the package and its dependencies', () => {
  const { dependencies } = bomOf(smallReport());
  const next = (ref: string | undefined): readonly string[] =>
    dependencies.find((dependency) => dependency.ref === ref)?.dependsOn ?? [];
  const [artifact] = next(next('scan')[0]);
  const axios = next(artifact).find((ref) => ref.endsWith('axios'));
  expect(next(axios)).toEqual([expect.stringContaining('plain-crypto-js')]);
});

test.each([
  ['nobody looked at an open advisory', {}, undefined],
  ['what version it is is being looked for', { certainty: 'possible' }, { state: 'in_triage' }],
  ['certain malware needs no looking', { kind: 'malware' }, { state: 'exploitable' }],
  ['possible malware does', { kind: 'malware', certainty: 'possible' }, { state: 'in_triage' }],
  [
    'not affected says why',
    { status: 'not_affected', justification: 'vulnerable_code_not_in_execute_path' },
    {
      state: 'not_affected',
      justification: 'code_not_reachable',
      detail: 'vulnerable_code_not_in_execute_path',
    },
  ],
  [
    'what is accepted says why',
    {
      status: 'suppressed',
      suppression: { reason: 'Ours.', owner: null, expires: null, source: 'stowaway.config.yaml' },
    },
    { state: 'exploitable', response: ['will_not_fix'], detail: 'Ours. (stowaway.config.yaml)' },
  ],
] as const)('analysis: %s', (_, fields, analysis) => {
  const { vulnerabilities } = bomOf(reportWith(upgradeOf('lodash', '4.17.21', fields)));
  expect(vulnerabilities.map((vulnerability) => vulnerability.analysis)).toEqual([analysis]);
});

test('an advisory of a layer is one vulnerability', () => {
  const { vulnerabilities } = bomOf(hugeReport(30));
  expect(vulnerabilities.filter(({ id }) => id === 'GHSA-layer-3')).toHaveLength(1);
});

test('a finding that is no vulnerability is an annotation', () => {
  const { vulnerabilities, annotations } = bomOf(
    reportWith(findingOf({ kind: 'hook', rule: 'wrapper', title: 'A wrapper script', package: null })),
  );
  expect(vulnerabilities).toEqual([]);
  expect(annotations[0]?.text).toContain('hook wrapper');
});

test('unseen code is reported', () => {
  const bom = bomOf(smallReport());
  const incomplete = bom.compositions.find(({ aggregate }) => aggregate === 'incomplete');
  expect(incomplete?.assemblies).toContain('artifact/dddd');
  const properties = bom.metadata.properties.map(({ name, value }) => `${name}=${value}`);
  expect(properties).toContain('stowaway:complete=false');
  expect(properties.join()).toContain('The entry is encrypted.');
});
