import { expect, it } from 'vitest';
import { summarise } from '../../src/policy/index.js';
import { artifactOf, findingOf, packageOf } from '../support/model-builders.js';

it('counts open findings by severity, packages by occurrence', () => {
  const findings = [
    findingOf({ severity: 'critical' }),
    findingOf({ severity: 'unknown' }),
    findingOf({ severity: 'high', status: 'suppressed' }),
  ];
  const artifact = artifactOf('a', {
    packages: [packageOf('x', '1.0.0'), packageOf('y', '1.0.0')],
    findings,
  });
  expect(summarise({ artifacts: [artifact], functions: [], problems: [] })).toEqual({
    functions: 0,
    artifacts: 1,
    packages: 2,
    findings: { critical: 1, high: 0, medium: 0, low: 0, unknown: 1 },
    newFindings: null,
    setAside: 1,
    complete: true,
    reasons: [],
    acceptedGaps: [],
  });
});

it("the run's own problems keep it from being complete", () => {
  const problems = [
    { code: 'stale', path: '', message: 'The advisories are old.', affectsCompleteness: true },
  ] as const;
  expect(summarise({ artifacts: [], functions: [], problems }).reasons).toEqual(['The advisories are old.']);
});
