import { otherFingerprints, unmountedFingerprint } from '../model/index.js';
import type { Baseline } from '../policy/index.js';
import type { RecordedReport } from './recorded-report.js';

type RecordedFunction = RecordedReport['functions'][number];
type RecordedArtifact = RecordedReport['artifacts'][number];

type RecordedFinding = RecordedArtifact['findings'][number];

function isOpen({ status }: RecordedFinding): boolean {
  return status === 'open';
}

/** By which fingerprints later reports may know a finding: another version can be concerned by another record of the same flaw. */
function knownAs(fingerprint: string, aliases: readonly string[]): string[] {
  return [fingerprint, ...otherFingerprints(fingerprint, aliases)];
}

/** Fingerprints of what nothing set aside in a function, there or in its artifact. */
function openIn({ findings }: RecordedFunction, shelved: ReadonlyMap<string, RecordedFinding>): string[] {
  return findings.flatMap((finding) => {
    if (!('artifact' in finding)) return isOpen(finding) ? knownAs(finding.fingerprint, finding.aliases) : [];
    const { artifact, id, suppression, fingerprint } = finding;
    const referred = shelved.get(`${artifact} ${id}`);
    if ((suppression ?? null) !== null || (referred && !isOpen(referred))) return [];
    return knownAs(fingerprint, referred?.aliases ?? []);
  });
}

/**
 * The open findings of a report as a baseline. A finding that was set aside then and is open now (a rule expired, a
 * statement was withdrawn) is new, because no decision covers it.
 */
export function baselineOf({ artifacts, functions }: RecordedReport, source: string): Baseline {
  const mounted = new Set(functions.flatMap(({ mounts }) => mounts.map(({ artifact }) => artifact)));
  const unmounted = artifacts.filter(({ id }) => !mounted.has(id));
  const shelved = new Map(
    artifacts.flatMap(({ id, findings }) =>
      findings.map((finding) => [`${id} ${finding.id}`, finding] as const),
    ),
  );
  return {
    source,
    fingerprints: new Set([
      ...functions.flatMap((fn) => openIn(fn, shelved)),
      ...unmounted.flatMap(({ findings, name }) =>
        findings
          .filter(isOpen)
          .flatMap(({ fingerprint, aliases }) => knownAs(unmountedFingerprint(fingerprint, name), aliases)),
      ),
    ]),
  };
}
