import { describe, expect, it } from 'vitest';
import {
  NO_COVERAGE,
  SCHEMA_VERSION,
  type Artifact,
  type FailLevel,
  type Finding,
  type Report,
  type Severity,
} from '../../src/model/index.js';
import { exitCodeOf, summarise, plainGate } from '../../src/policy/index.js';
import { artifactOf, findingOf, packageOf } from '../support/model-builders.js';

function reportOf(artifacts: readonly Artifact[], failOn: FailLevel, allowIncomplete = false): Report {
  const judged = { artifacts, functions: [], problems: [] };
  return {
    schemaVersion: SCHEMA_VERSION,
    tool: { name: 'stowaway', version: '0.0.0' },
    scannedAt: '2026-01-01T00:00:00.000Z',
    options: {
      targets: [],
      offline: true,
      failOn,
      gate: plainGate(failOn),
      config: null,
      baseline: null,
      allowIncomplete,
      finished: true,
    },
    data: { advisories: [], signatures: null, fingerprints: null },
    summary: summarise(judged),
    ...judged,
  };
}

function codeWith(...findings: readonly Finding[]): Artifact {
  return artifactOf('a', { packages: [packageOf('known', '1.0.0'), packageOf('unknown', null)], findings });
}

const LEVELS: readonly [Severity, FailLevel, number][] = [
  ['critical', 'critical', 1],
  ['high', 'critical', 0],
  ['high', 'high', 1],
  ['medium', 'high', 0],
  ['unknown', 'medium', 1],
  ['unknown', 'high', 0],
  ['low', 'low', 1],
  ['critical', 'none', 0],
];

describe('exit code', () => {
  it.each(LEVELS)('%s finding, --fail-on %s → %i', (severity, level, code) => {
    expect(
      exitCodeOf(reportOf([codeWith(findingOf({ severity, package: 'npm:node_modules/known' }))], level)),
    ).toBe(code);
  });

  it('malware fails whatever its severity', () => {
    expect(
      exitCodeOf(reportOf([codeWith(findingOf({ kind: 'malware', severity: 'low' }))], 'critical')),
    ).toBe(1);
  });

  it.each<[Severity, number]>([
    ['unknown', 4],
    ['high', 1],
  ])('malware that is possible at severity %s → %i', (severity, code) => {
    const found = findingOf({
      kind: 'malware',
      severity,
      certainty: 'possible',
      package: 'npm:node_modules/known',
    });
    expect(exitCodeOf(reportOf([codeWith(found)], 'low'))).toBe(code);
  });

  it('a suppressed finding does not fail', () => {
    expect(exitCodeOf(reportOf([codeWith(findingOf({ status: 'suppressed' }))], 'low'))).toBe(0);
  });

  it('a possible finding on a version set fails, on an unknown version it is a question: incomplete', () => {
    const set = codeWith(findingOf({ certainty: 'possible', package: 'npm:node_modules/known' }));
    const question = codeWith(findingOf({ certainty: 'possible', package: 'npm:node_modules/unknown' }));
    expect([exitCodeOf(reportOf([set], 'high')), exitCodeOf(reportOf([question], 'high'))]).toEqual([1, 4]);
  });

  it('findings outrank incompleteness, and --allow-incomplete lets only that pass', () => {
    const problems = [
      { code: 'encrypted', path: 'x', message: 'It is encrypted.', affectsCompleteness: true },
    ] as const;
    const broken = artifactOf('a', { problems });
    const both = artifactOf('b', { problems, findings: [findingOf()] });
    expect(exitCodeOf(reportOf([broken], 'high'))).toBe(4);
    expect(exitCodeOf(reportOf([broken], 'high', true))).toBe(0);
    expect(exitCodeOf(reportOf([both], 'high', true))).toBe(1);
  });

  it('an artifact without code, packages or problems is nothing to scan', () => {
    expect(exitCodeOf(reportOf([], 'high'))).toBe(3);
    expect(exitCodeOf(reportOf([artifactOf('docs', { coverage: NO_COVERAGE })], 'high'))).toBe(3);
  });

  it('a finding is never nothing to scan', () => {
    const found = artifactOf('docs', { coverage: NO_COVERAGE, findings: [findingOf()] });
    expect([exitCodeOf(reportOf([found], 'high')), exitCodeOf(reportOf([found], 'none'))]).toEqual([1, 0]);
  });
});
