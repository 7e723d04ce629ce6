import { unmountedFingerprint } from '../model/index.js';
import type { Baseline } from '../policy/index.js';
import type { RecordedReport } from './recorded-report.js';

/** The findings of a report as what later ones are held against. */
export function baselineOf({ artifacts, functions }: RecordedReport, source: string): Baseline {
  const mounted = new Set(functions.flatMap(({ mounts }) => mounts.map(({ artifact }) => artifact)));
  const unmounted = artifacts.filter(({ id }) => !mounted.has(id));
  return {
    source,
    fingerprints: new Set([
      ...functions.flatMap(({ findings }) => findings.map(({ fingerprint }) => fingerprint)),
      ...unmounted.flatMap(({ findings, name }) =>
        findings.map(({ fingerprint }) => unmountedFingerprint(fingerprint, name)),
      ),
    ]),
  };
}
