import {
  compareSeverity,
  gapIdentity,
  otherFingerprints,
  unmountedFingerprint,
  type Severity,
} from '../model/index.js';
import type { RecordedFinding, RecordedPackage, RecordedReport } from './recorded-report.js';

/** A finding as a function has it; several copies of a package are one. */
export interface OwnedFinding {
  readonly kind: string;
  readonly rule: string;
  readonly title: string;
  /** The worst of the copies. */
  readonly severity: Severity;
  /** `ecosystem:name`, null when it is about no package. */
  readonly package: string | null;
  /** Versions of the package, sorted. */
  readonly versions: readonly string[];
  /** A question fails no gate: no copy's version is known, or a version may be a malicious one. */
  readonly isQuestion: boolean;
  /** Open when one copy's is. */
  readonly status: RecordedFinding['status'];
}

/** A function, or an artifact that no function mounts. */
export interface Owner {
  readonly id: string;
  readonly name: string;
  /** Whether everything but the accepted gaps was read. */
  readonly complete: boolean;
  /** Identities of gaps that a rule accepts. */
  readonly acceptedGaps: ReadonlySet<string>;
  /** By fingerprint. */
  readonly findings: ReadonlyMap<string, OwnedFinding>;
  /** Fingerprints that these have by their other names → their own. */
  readonly otherNames: ReadonlyMap<string, string>;
  /** Versions by `ecosystem:name`, sorted. */
  readonly packages: ReadonlyMap<string, readonly string[]>;
}

interface Sighting {
  readonly fingerprint: string;
  readonly finding: RecordedFinding;
  readonly found: RecordedPackage | null;
  /** Set aside where it is looked at. */
  readonly isAside: boolean;
}

function versionOf({ version, candidates }: RecordedPackage): string {
  return version ?? (candidates.join(' or ') || 'unknown');
}

function nameOf({ ecosystem, name }: RecordedPackage): string {
  return `${ecosystem}:${name}`;
}

function sorted(values: Iterable<string>): readonly string[] {
  return [...new Set(values)].sort();
}

function ownedFinding({ finding, found, isAside }: Sighting): OwnedFinding {
  const { kind, rule, title, severity, certainty, status } = finding;
  const isUnknown = found !== null && found.version === null && found.candidates.length === 0;
  return {
    kind,
    rule,
    title,
    severity,
    package: found ? nameOf(found) : null,
    versions: found ? [versionOf(found)] : [],
    isQuestion: (certainty === 'possible' && isUnknown) || (kind === 'malware' && severity === 'unknown'),
    status: isAside && status === 'open' ? 'suppressed' : status,
  };
}

/** Two copies as one: the worst of both. */
function merged(one: OwnedFinding, other: OwnedFinding): OwnedFinding {
  return {
    ...one,
    severity: compareSeverity(one.severity, other.severity) < 0 ? one.severity : other.severity,
    versions: sorted([...one.versions, ...other.versions]),
    isQuestion: one.isQuestion && other.isQuestion,
    status: one.status === 'open' ? 'open' : other.status,
  };
}

function joined(sightings: readonly Sighting[]): ReadonlyMap<string, OwnedFinding> {
  const findings = new Map<string, OwnedFinding>();
  for (const sighting of sightings) {
    const other = findings.get(sighting.fingerprint);
    const finding = ownedFinding(sighting);
    findings.set(sighting.fingerprint, other ? merged(other, finding) : finding);
  }
  return findings;
}

function otherNamesOf(sightings: readonly Sighting[]): ReadonlyMap<string, string> {
  return new Map(
    sightings.flatMap(({ fingerprint, finding }) =>
      otherFingerprints(fingerprint, finding.aliases).map((other) => [other, fingerprint] as const),
    ),
  );
}

function versionsByName(packages: readonly RecordedPackage[]): ReadonlyMap<string, readonly string[]> {
  const versions = new Map<string, readonly string[]>();
  for (const found of packages) {
    const [name, version] = [nameOf(found), versionOf(found)];
    const others = versions.get(name);
    // Most packages occur once and need no sorting.
    versions.set(name, others ? sorted([...others, version]) : [version]);
  }
  return versions;
}

type RecordedFunction = RecordedReport['functions'][number];
type RecordedArtifact = RecordedReport['artifacts'][number];

/** An artifact with its lists by id. */
interface Shelf {
  readonly findings: ReadonlyMap<string, RecordedFinding>;
  readonly packages: ReadonlyMap<string, RecordedPackage>;
}

function shelfOf({ findings, packages }: RecordedArtifact): Shelf {
  return {
    findings: new Map(findings.map((finding) => [finding.id, finding])),
    packages: new Map(packages.map((found) => [found.id, found])),
  };
}

function sightingOf(
  finding: RecordedFunction['findings'][number],
  fn: RecordedFunction,
  shelves: ReadonlyMap<string, Shelf>,
): Sighting[] {
  if ('kind' in finding) {
    const found = fn.runtimePackages.find(({ id }) => id === finding.package) ?? null;
    return [{ fingerprint: finding.fingerprint, finding, found, isAside: false }];
  }
  const shelf = shelves.get(finding.artifact);
  const referred = shelf?.findings.get(finding.id);
  if (!shelf || !referred) return [];
  const found = shelf.packages.get(referred.package ?? '') ?? null;
  const isAside = (finding.suppression ?? null) !== null;
  return [{ fingerprint: finding.fingerprint, finding: referred, found, isAside }];
}

function ownerOfFunction(fn: RecordedFunction, shelves: ReadonlyMap<string, Shelf>): Owner {
  const packages = fn.packages.flatMap(({ artifact, id }) => shelves.get(artifact)?.packages.get(id) ?? []);
  const sightings = fn.findings.flatMap((finding) => sightingOf(finding, fn, shelves));
  return {
    id: fn.id,
    name: fn.name,
    complete: fn.complete,
    acceptedGaps: new Set(fn.acceptedGaps.map(gapIdentity)),
    findings: joined(sightings),
    otherNames: otherNamesOf(sightings),
    packages: versionsByName(packages),
  };
}

function ownerOfArtifact({ path, name, problems, packages, findings }: RecordedArtifact): Owner {
  const byId = new Map(packages.map((found) => [found.id, found]));
  const sightings = findings.map((finding) => ({
    fingerprint: unmountedFingerprint(finding.fingerprint, name),
    finding,
    found: byId.get(finding.package ?? '') ?? null,
    isAside: false,
  }));
  return {
    id: `artifact:${name}`,
    name: path,
    complete: !problems.some(({ affectsCompleteness }) => affectsCompleteness),
    acceptedGaps: new Set(),
    findings: joined(sightings),
    otherNames: otherNamesOf(sightings),
    packages: versionsByName(packages),
  };
}

/** Owners of findings and packages in a report (artifacts and functions), by id. */
export function ownersOf({ artifacts, functions }: RecordedReport): ReadonlyMap<string, Owner> {
  const shelves = new Map(artifacts.map((artifact) => [artifact.id, shelfOf(artifact)]));
  const mounted = new Set(functions.flatMap(({ mounts }) => mounts.map(({ artifact }) => artifact)));
  const owners = [
    ...functions.map((fn) => ownerOfFunction(fn, shelves)),
    ...artifacts.filter(({ id }) => !mounted.has(id)).map(ownerOfArtifact),
  ];
  return new Map(owners.map((owner) => [owner.id, owner]));
}
