import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import type { Finding, Report } from '../../../src/model/index.js';
import { sarif, sarifLog } from '../../../src/reporters/sarif/index.js';
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

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
  }[];
  readonly relatedLocations?: readonly object[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly baselineState?: string;
  readonly suppressions?: readonly { readonly justification: string }[];
}

interface Run {
  readonly tool: {
    readonly driver: {
      readonly rules: readonly {
        readonly id: string;
        readonly helpUri?: string;
        readonly properties?: Readonly<Record<string, unknown>>;
      }[];
    };
  };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly {
    readonly executionSuccessful: boolean;
    readonly toolExecutionNotifications: readonly {
      readonly level: string;
      readonly message: { readonly text: string };
    }[];
  }[];
  readonly results: readonly Result[];
}

function runOf(text: string): Run {
  const { runs } = JSON.parse(text) as { runs: [Run] };
  expect(runs).toHaveLength(1);
  return runs[0];
}

const sarifOf = (report: Report): Run => runOf(rendered(sarif, report));

/** One function with one finding, by default about its package. */
function reportWith(fields: Partial<Finding>, path = 'build/a.zip'): Report {
  const artifact = reportedArtifact('a', {
    path,
    packages: [packageOf('lodash', '4.17.20')],
    findings: [upgradeOf('lodash', '4.17.21', fields)],
  });
  return reportOf([reportedFunction('fn', [artifact])], [artifact]);
}

reporterContract(sarif);

describe('the official schema', () => {
  const validate = schemaValidator('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const REPORTS = {
    emptyReport,
    cleanReport,
    smallReport,
    hostileReport,
    hugeReport: () => hugeReport(3000),
  };

  test.each(Object.entries(REPORTS))('%s is valid', (_, build) => {
    expect(schemaErrors(validate, rendered(sarif, build()))).toEqual([]);
  });

  test('it refuses invalid SARIF', () => {
    expect(schemaErrors(validate, '{"version":"2.1.0","runs":[{"tool":{}}]}')).not.toEqual([]);
  });
});

test('a layer of 3,000 functions: one result an advisory, which counts its functions and names some', () => {
  const text = rendered(sarif, hugeReport(3000));
  const results = runOf(text).results.filter(({ ruleId }) => ruleId === 'GHSA-layer-7');
  expect(results).toHaveLength(1);
  expect(results[0]?.message.text).toContain('In 3000 functions: fn-0, fn-1');
  expect(results[0]?.relatedLocations).toHaveLength(20);
  expect(gzipSync(text).length).toBeLessThan(10_000_000);
});

test('each result points at its rule, and severity is in the band that GitHub reads', () => {
  const { results, tool } = sarifOf(smallReport());
  expect(results.map(({ ruleIndex }) => tool.driver.rules[ruleIndex]?.id)).toEqual(
    results.map(({ ruleId }) => ruleId),
  );
  const malware = tool.driver.rules.find(({ id }) => id === 'MAL-2026-0001');
  expect(malware?.properties?.['security-severity']).toBe('9.5');
});

test.each([
  ['its own score', { severity: 'high', score: 8.1 }, '8.1'],
  ['the band of its word when the score is of another', { severity: 'critical', score: 5 }, '9.5'],
  ['medium when nothing is known', { severity: 'unknown', score: null }, '5.5'],
] as const)('security-severity is %s', (_, fields, expected) => {
  expect(sarifOf(reportWith(fields)).tool.driver.rules[1]?.properties?.['security-severity']).toBe(expected);
});

describe('fingerprints', () => {
  const fingerprint = (report: Report): Readonly<Record<string, string>> | undefined =>
    sarifOf(report).results.at(-1)?.partialFingerprints;

  test('have a key of their own', () => {
    expect(Object.keys(fingerprint(smallReport()) ?? {})).toEqual(['stowaway/v1']);
  });

  test('outlast a rebuild, and tell artifacts apart', () => {
    const before = reportWith({});
    const rebuilt = {
      ...before,
      artifacts: before.artifacts.map((artifact) => ({ ...artifact, sha256: 'f'.repeat(64) })),
    };
    expect(fingerprint(rebuilt)).toEqual(fingerprint(before));
    expect(fingerprint(reportWith({}, 'build/b.zip'))).not.toEqual(fingerprint(before));
  });
});

test.each([
  ['build/a b.zip', 'build/a%20b.zip'],
  ['/tmp/x/../a.zip', 'tmp/x/a.zip'],
  ['../../a.zip', 'a.zip'],
  ['javascript:alert(1)', 'javascript%3Aalert(1)'],
])('%s is located at %s, inside the repository', (path, uri) => {
  const [result] = sarifOf(reportWith({}, path)).results;
  expect(result?.locations[0]?.physicalLocation.artifactLocation.uri).toBe(uri);
});

test('a title can neither make a link nor a placeholder', () => {
  const [result] = sarifOf(reportWith({ title: '[click](https://example.invalid) {0}' })).results;
  expect(result?.message.text).toContain('\\[click\\](https://example.invalid) {{0}}');
});

test('only a plain https reference becomes the help link', () => {
  const link = (references: string[]): unknown =>
    sarifOf(reportWith({ references })).tool.driver.rules[1]?.helpUri;
  expect(link(['javascript:alert(1)', 'https://example.invalid/"><script>'])).toBeUndefined();
  expect(link(['https://example.invalid/GHSA-1'])).toBe('https://example.invalid/GHSA-1');
});

test('a suppressed finding stays, as suppressed', () => {
  const suppression = {
    reason: 'Accepted by the owner.',
    owner: null,
    expires: null,
    source: 'stowaway.config.yaml',
  };
  const [result] = sarifOf(reportWith({ status: 'suppressed', suppression })).results;
  expect(result?.suppressions?.[0]?.justification).toBe('Accepted by the owner. (stowaway.config.yaml)');
});

test.each([
  [null, undefined],
  [true, 'new'],
  [false, 'unchanged'],
])('a finding whose newness is %s has the baseline state %s', (isNew, state) => {
  expect(sarifOf(reportWith({ isNew })).results[0]?.baselineState).toBe(state);
});

describe('unseen code', () => {
  test('is a result and a notification, and the run no success', () => {
    const { results, invocations } = sarifOf(smallReport());
    expect(results[0]?.message.text).toContain('The entry is encrypted.');
    expect(invocations[0]?.executionSuccessful).toBe(false);
    expect(
      invocations[0]?.toolExecutionNotifications.find(({ level }) => level === 'error')?.message.text,
    ).toBe('.serverless/parse-attachment.zip: secrets.bin: The entry is encrypted.');
  });

  test('a complete scan has no such notification', () => {
    const { results, invocations } = sarifOf(cleanReport());
    expect(results).toEqual([]);
    expect(invocations[0]).toEqual({ executionSuccessful: true, toolExecutionNotifications: [] });
  });

  test('an interrupted scan is no success', () => {
    const report = cleanReport();
    const { results } = sarifOf({ ...report, options: { ...report.options, finished: false } });
    expect(results[0]?.message.text).toContain('The scan was interrupted.');
  });
});

test('other targets are another category', () => {
  const report = cleanReport();
  const other = { ...report, options: { ...report.options, targets: ['cdk.out'] } };
  expect(sarifOf(other).automationDetails.id).not.toBe(sarifOf(report).automationDetails.id);
});

describe('limits', () => {
  const artifacts = [1, 2, 3].map((at) =>
    reportedArtifact(`a${at}`, {
      findings: [
        findingOf({ id: '1', rule: 'GHSA-low', severity: 'low', fingerprint: 'low' }),
        findingOf({ id: '2', rule: 'GHSA-high', severity: 'high', fingerprint: 'high' }),
      ],
    }),
  );
  const report = reportOf([], artifacts);
  const limited = (results: number, characters = 1_000_000): Run =>
    runOf([...sarifLog(report, { results, characters })].join(''));
  const notes = ({ invocations }: Run): string =>
    invocations[0]?.toolExecutionNotifications.map(({ message }) => message.text).join('\n') ?? '';

  test('results fold: one result represents all artifacts, with their locations', () => {
    const run = limited(2);
    expect(run.results.map(({ ruleId, locations }) => [ruleId, locations.length])).toEqual([
      ['GHSA-high', 3],
      ['GHSA-low', 3],
    ]);
    expect(notes(run)).toContain('one result stands for all artifacts');
  });

  test('the least severe are left off, and that is reported', () => {
    const run = limited(1);
    expect(run.results.map(({ ruleId }) => ruleId)).toEqual(['GHSA-high']);
    expect(notes(run)).toContain('1 results, the least severe, are left out');
  });

  test('size counts too', () => {
    expect(notes(limited(100, 10))).toContain('6 results');
  });
});
