import {
  type Artifact,
  type Declaration,
  type Finding,
  type FunctionReport,
  type Package,
} from '../model/index.js';
import { compareRisk } from '../policy/index.js';
import type { ReportIndex } from './report-index.js';
import { worstRisk } from './risks.js';

/** A finding where it was made, and whom it concerns. */
export interface Sighting {
  readonly finding: Finding;
  /** Null when it is a finding of the function itself. */
  readonly artifact: Artifact | null;
  readonly found: Package | null;
  /** Functions that mount the artifact; empty when none does. */
  readonly functions: readonly FunctionReport[];
}

/** Where configuration says what a finding is about: its setting, and the functions that it concerns. */
export function declaredPlaces({ finding, functions }: Sighting): readonly Declaration[] {
  const declared = functions.flatMap(({ declaredIn }) => declaredIn ?? []);
  const isSetting = finding.kind === 'configuration' || finding.kind === 'runtime';
  const [first] = finding.evidence;
  const own = isSetting && declared.length > 0 && first && 'line' in first ? [first] : [];
  return [...own.map(({ path, line }) => ({ path, line })), ...declared];
}

export function artifactSightings(artifact: Artifact, index: ReportIndex): Sighting[] {
  const packages = index.packagesOf(artifact);
  const functions = index.mountedBy.get(artifact.id) ?? [];
  return artifact.findings.map((finding) => ({
    finding,
    artifact,
    found: packages.get(finding.package ?? '') ?? null,
    functions,
  }));
}

/** Findings of the function itself, without those of its mounts. */
export function functionSightings(fn: FunctionReport): Sighting[] {
  return fn.findings.flatMap((finding) =>
    'kind' in finding
      ? [
          {
            finding,
            artifact: null,
            found: fn.runtimePackages.find(({ id }) => id === finding.package) ?? null,
            functions: [fn],
          },
        ]
      : [],
  );
}

/** Every finding of a report, each once, in the report's order. */
export function sightingsOf(index: ReportIndex): Sighting[] {
  return [
    ...index.report.artifacts.flatMap((artifact) => artifactSightings(artifact, index)),
    ...index.report.functions.flatMap(functionSightings),
  ];
}

/** Sightings in the one order, each by the function where it is the worst. */
export function worstSightings(sightings: readonly Sighting[]): Sighting[] {
  const judged = sightings.map((sighting) => ({
    sighting,
    risk: worstRisk(sighting.finding, sighting.artifact, sighting.functions),
  }));
  return judged.sort((a, b) => compareRisk(a.risk, b.risk)).map(({ sighting }) => sighting);
}
