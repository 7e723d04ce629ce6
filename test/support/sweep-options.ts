import { NO_POLICY } from '../../src/policy/index.js';
import type { SweepOptions } from '../../src/sweep/sweep-options.js';
import { quickClock } from './quick-clock.js';

/** A sweep of an AWS of our own, as fast as it answers. */
export function sweepOptions(
  endpoint: string,
  store: string,
  more: Partial<SweepOptions> = {},
): SweepOptions {
  return {
    scope: { organization: false, accounts: [], regions: [], role: { name: 'audit', externalId: 'x' } },
    aws: { region: 'eu-west-1', endpoint, paceFactor: 1000, clock: quickClock() },
    store,
    db: null,
    maxDataAgeDays: 7,
    jobs: 2,
    reanalyse: 100,
    versionPolicies: 500,
    policy: NO_POLICY,
    vex: [],
    expected: null,
    sinks: [],
    ownerTag: null,
    now: new Date('2026-11-26T00:00:00Z'),
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onEvent: () => undefined,
    ...more,
  };
}
