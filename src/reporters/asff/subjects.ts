import {
  unmountedFingerprint,
  type Artifact,
  type FindingReference,
  type FunctionReport,
} from '../../model/index.js';
import type { ReportIndex } from '../report-index.js';
import { artifactSightings, functionSightings, type Sighting } from '../sightings.js';

/** Sightings of one fingerprint in one subject. */
export type Group = readonly [Sighting, ...Sighting[]];

/** The subject of Security Hub's findings: a function, an artifact that none mounts, or the scan itself. */
export interface Subject {
  /** Stable across scans and the same for the same function. */
  readonly id: string;
  readonly name: string;
  readonly about: FunctionReport | Artifact | null;
  /** Why not all of it was seen. */
  readonly reasons: readonly string[];
  /** By fingerprint, which several occurrences of a package share. */
  groups(): ReadonlyMap<string, Group>;
}

function grouped(sightings: Iterable<readonly [string, Sighting]>): Map<string, [Sighting, ...Sighting[]]> {
  const groups = new Map<string, [Sighting, ...Sighting[]]>();
  for (const [fingerprint, sighting] of sightings) {
    const group = groups.get(fingerprint);
    if (group) group.push(sighting);
    else groups.set(fingerprint, [sighting]);
  }
  return groups;
}

/** As this function has it: a finding that is set aside or new in it alone differs. */
function asReferred(sighting: Sighting, { suppression, isNew }: FindingReference): Sighting {
  const { finding } = sighting;
  if (suppression === null && isNew === finding.isNew) return sighting;
  const setAside = suppression === null ? {} : { status: 'suppressed' as const, suppression };
  return { ...sighting, finding: { ...finding, isNew, ...setAside } };
}

type SightingsById = ReadonlyMap<string, ReadonlyMap<string, Sighting>>;

function* sightingsIn(fn: FunctionReport, mounted: SightingsById): Generator<readonly [string, Sighting]> {
  for (const sighting of functionSightings(fn)) yield [sighting.finding.fingerprint, sighting];
  for (const reference of fn.findings) {
    if ('kind' in reference) continue;
    const sighting = mounted.get(reference.artifact)?.get(reference.id);
    if (sighting) yield [reference.fingerprint, asReferred(sighting, reference)];
  }
}

function functionSubject(fn: FunctionReport, mounted: SightingsById): Subject {
  const { id, name, reasons } = fn;
  return { id, name, about: fn, reasons, groups: () => grouped(sightingsIn(fn, mounted)) };
}

function artifactSubject(artifact: Artifact, index: ReportIndex): Subject {
  const { path, name } = artifact;
  const named = artifactSightings(artifact, index).map(
    (sighting) => [unmountedFingerprint(sighting.finding.fingerprint, name), sighting] as const,
  );
  return { id: `artifact:${name}`, name: path, about: artifact, reasons: [], groups: () => grouped(named) };
}

/** Gaps without a function; null for none. */
export function scanSubject({ report: { functions, summary, options } }: ReportIndex): Subject | null {
  const reasonsOfFunctions = new Set(functions.flatMap((fn) => fn.reasons));
  const reasons = summary.reasons.filter((reason) => !reasonsOfFunctions.has(reason));
  if (!options.finished) reasons.unshift('The scan was interrupted.');
  if (reasons.length === 0) return null;
  const name = options.targets.join(' ');
  return { id: `scan:${name}`, name, about: null, reasons, groups: () => new Map() };
}

/** Functions with something to report. */
export function functionSubjects(index: ReportIndex): (readonly [FunctionReport, Subject])[] {
  const { artifacts, functions } = index.report;
  const mounted = new Map(
    artifacts.map((artifact) => [
      artifact.id,
      new Map(artifactSightings(artifact, index).map((sighting) => [sighting.finding.id, sighting])),
    ]),
  );
  return functions
    .filter(({ findings, complete }) => findings.length > 0 || !complete)
    .map((fn) => [fn, functionSubject(fn, mounted)]);
}

/** Artifacts with findings that no function mounts. */
export function artifactSubjects(index: ReportIndex): Subject[] {
  return index.report.artifacts
    .filter(({ id, findings }) => findings.length > 0 && !index.mountedBy.has(id))
    .map((artifact) => artifactSubject(artifact, index));
}
