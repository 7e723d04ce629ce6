import { npm, purlOf } from '../../ecosystems/index.js';
import {
  CONFIDENCES,
  type Confidence,
  type Evidence,
  type EvidenceMethod,
  type Package,
  type PackageBasis,
  type PackageLocation,
} from '../../model/index.js';
import type {
  CandidateVersions,
  StatedVersion,
  OwningPackage,
  MethodEvidence,
} from '../../evidence/index.js';
import type { Shares } from './shares.js';

interface Copy {
  /** The package's real name, whatever its folder is called. */
  readonly name: string;
  readonly package: OwningPackage;
  /** The package that embeds it, null if that is not known; undefined if it is there by itself, by the strongest evidence. */
  readonly host: OwningPackage | null | undefined;
  readonly evidence: Evidence[];
  confidence: Confidence;
}

/** Methods that state versions, the most reliable first. */
const STATEMENTS: readonly EvidenceMethod[] = ['manifest', 'license-comment', 'version-string'];
const SHOWN_DETAIL_LENGTH = 200;

function weaker(a: Confidence, b: Confidence): Confidence {
  return CONFIDENCES.indexOf(a) > CONFIDENCES.indexOf(b) ? a : b;
}

function stronger(a: Confidence, b: Confidence): Confidence {
  return weaker(a, b) === a ? b : a;
}

/** All named copies by folder, with their evidence. */
function copiesOf(evidence: readonly MethodEvidence[]): Map<string, Copy> {
  const names = new Map(
    evidence.flatMap(({ trueNames }) => trueNames.map(({ folder, name }) => [folder, name])),
  );
  const copies = new Map<string, Copy>();
  for (const { method, path, mentions } of evidence) {
    for (const { package: found, host, detail, confidence } of mentions) {
      const name = names.get(found.folder) ?? found.name;
      const copy = copies.get(found.folder) ?? { name, package: found, host, evidence: [], confidence };
      copies.set(found.folder, copy);
      copy.confidence = stronger(copy.confidence, confidence);
      if (copy.evidence.some((each) => each.method === method && each.path === path)) continue;
      copy.evidence.push({ method, path, detail: detail?.slice(0, SHOWN_DETAIL_LENGTH) ?? null });
    }
  }
  return copies;
}

/** Only the comparison of code names an expected package, and no byte is its own. */
function basisOf(bytes: number, { evidence }: Copy): PackageBasis {
  return bytes === 0 && evidence.every(({ method }) => method === 'fingerprint') ? 'required' : 'located';
}

/** The most reliable stated version of each copy; none if equally reliable ones differ. */
function statedVersions(stated: readonly StatedVersion[]): Map<string, StatedVersion> {
  const best = new Map<string, StatedVersion>();
  const disputed = new Set<string>();
  for (const method of STATEMENTS) {
    const fresh = stated.filter((each) => each.method === method && !best.has(each.folder));
    for (const each of fresh) {
      const other = best.get(each.folder);
      if (other && other.version !== each.version) disputed.add(each.folder);
      else if (!other) best.set(each.folder, each);
    }
  }
  for (const folder of disputed) best.delete(folder);
  return best;
}

/** Folder → folders that its modules import; '' is the function's own code. */
function importsOf(evidence: readonly MethodEvidence[]): Map<string, Set<string>> {
  const imports = new Map<string, Set<string>>();
  for (const { from, to } of evidence.flatMap((each) => each.imports)) {
    if (from.kind === 'generated' || from.kind === 'data') continue;
    const user = from.kind === 'package' ? from.folder : '';
    const targets = imports.get(user) ?? new Set();
    imports.set(user, targets);
    if (user !== to.folder) targets.add(to.folder);
  }
  return imports;
}

/** What is known of a copy's version besides its path. */
interface VersionFacts {
  readonly stated: StatedVersion | undefined;
  /** Versions whose code fits; undefined if the code was not compared. */
  readonly candidates: CandidateVersions | undefined;
}

/** The stated version, unless the code contradicts it: a version string in code may belong to something else. */
function believed({ stated, candidates }: VersionFacts): StatedVersion | null {
  if (!stated) return null;
  const isPossible = !candidates || candidates.versions.includes(stated.version);
  return isPossible || stated.method !== 'version-string' ? stated : null;
}

/** A version, or the candidate versions, in the form of a row. */
function versionState(version: string | null, candidates: readonly string[] = []) {
  if (version !== null) return { versionState: 'exact' as const, version, candidates: [] };
  const state = candidates.length > 0 ? ('set' as const) : ('unknown' as const);
  return { versionState: state, version, candidates: candidates };
}

function soleOf({ versions }: Pick<CandidateVersions, 'versions'> = { versions: [] }): string | null {
  return versions.length === 1 ? (versions[0] ?? null) : null;
}

/** The confidence of a row, reduced by its stated version or by inferred candidates. */
function confidenceIn(
  confidence: Confidence,
  stated: StatedVersion | null,
  candidates?: CandidateVersions,
): Confidence {
  if (stated) return weaker(confidence, stated.confidence);
  return candidates?.isInferred ? weaker(confidence, 'medium') : confidence;
}

function versionFields(
  { name, package: { version: fromPath }, evidence, confidence }: Copy,
  facts: VersionFacts,
) {
  const { candidates } = facts;
  const stated = fromPath === null ? believed(facts) : null;
  const version = fromPath ?? stated?.version ?? soleOf(candidates);
  return {
    purl: purlOf(npm.name, name, version),
    ...versionState(version, candidates?.versions),
    evidence: stated ? withStatement(evidence, stated) : evidence,
    confidence: fromPath === null ? confidenceIn(confidence, stated, candidates) : confidence,
  };
}

function withStatement(
  evidence: readonly Evidence[],
  { method, path, detail }: StatedVersion,
): readonly Evidence[] {
  return evidence.some((each) => each.method === method && each.path === path)
    ? evidence
    : [...evidence, { method, path, detail: detail.slice(0, SHOWN_DETAIL_LENGTH) }];
}

/** Fields of a row for an embedded package. Without ranges it would count as a file of its own. */
function insideOf(
  host: string | null,
  location: PackageLocation,
): Pick<Package, 'presence' | 'direct' | 'vendoredIn' | 'locations'> {
  return { presence: 'vendored', direct: false, vendoredIn: host, locations: [location] };
}

export interface Division {
  /** Path of the bundle. */
  readonly path: string;
  readonly shares: Shares;
  /** Versions that only the text states. */
  readonly versions: readonly StatedVersion[];
}

/** The package rows of a bundle, ordered by folder. */
export function packageRows(
  evidence: readonly MethodEvidence[],
  { path, shares, versions }: Division,
): Package[] {
  const copies = copiesOf(evidence);
  const stated = statedVersions([...evidence.flatMap((each) => each.versions), ...versions]);
  const candidatesByFolder = new Map(
    evidence.flatMap(({ candidateVersions: own }) =>
      own.map((candidates) => [candidates.folder, candidates]),
    ),
  );
  const imports = importsOf(evidence);
  const idOf = (folder: string): string => `npm:${path}!${folder}`;
  return [...copies]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([folder, copy]): Package => {
      const { bytes, ranges } = shares.packages.get(folder) ?? { bytes: 0, ranges: [] };
      const targets = [...(imports.get(folder) ?? [])].filter((target) => copies.has(target)).sort();
      return {
        id: idOf(folder),
        ecosystem: npm.name,
        name: copy.name,
        alias: copy.name === copy.package.name ? null : copy.package.name,
        ...versionFields(copy, { stated: stated.get(folder), candidates: candidatesByFolder.get(folder) }),
        presence: 'bundled',
        basis: basisOf(bytes, copy),
        root: `npm:${path}`,
        direct: imports.get('')?.has(folder) ?? null,
        origin: 'unknown',
        vendoredIn: null,
        locations: [ranges.length > 0 ? { path, ranges } : { path }],
        bytes,
        dependencies: targets.map(idOf),
        unresolved: [],
        extraneous: false,
        licenses: [],
        ...(copy.host !== undefined && insideOf(copy.host && idOf(copy.host.folder), { path, ranges })),
      };
    });
}
