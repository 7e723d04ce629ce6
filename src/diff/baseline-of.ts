import { unmountedFingerprint } from '../model/index.js';
import type { Baseline } from '../policy/index.js';
import type { RecordedReport } from './recorded-report.js';

type RecordedFunction = RecordedReport['functions'][number];
type RecordedArtifact = RecordedReport['artifacts'][number];

function isOpen({ status }: RecordedArtifact['findings'][number]): boolean {
  return status === 'open';
}

/** Findings of a function that nothing set aside, there or in its artifact; these are named by artifact and id. */
function openIn({ findings }: RecordedFunction, setAside: ReadonlySet<string>) {
  return findings.filter((finding) => {
    if (!('artifact' in finding)) return isOpen(finding);
    const { artifact, id, suppression } = finding;
    return (suppression ?? null) === null && !setAside.has(`${artifact} ${id}`);
  });
}

/**
 * The open findings of a report as what later ones are held against. What was set aside then and is not now (a rule ran out, a statement
 * was taken back) is new: nobody accepted it.
 */
export function baselineOf({ artifacts, functions }: RecordedReport, source: string): Baseline {
  const mounted = new Set(functions.flatMap(({ mounts }) => mounts.map(({ artifact }) => artifact)));
  const unmounted = artifacts.filter(({ id }) => !mounted.has(id));
  const setAside = new Set(
    artifacts.flatMap(({ id, findings }) =>
      findings.filter((finding) => !isOpen(finding)).map((finding) => `${id} ${finding.id}`),
    ),
  );
  return {
    source,
    fingerprints: new Set([
      ...functions.flatMap((fn) => openIn(fn, setAside).map(({ fingerprint }) => fingerprint)),
      ...unmounted.flatMap(({ findings, name }) =>
        findings.filter(isOpen).map(({ fingerprint }) => unmountedFingerprint(fingerprint, name)),
      ),
    ]),
  };
}
