import type { Artifact, Finding, FunctionReport, Package, Problem, Suppression } from '../../model/index.js';
import { riskRank } from '../../policy/index.js';
import { changeSteps, type ChangeStep } from '../change-words.js';
import { worstRisk } from '../risks.js';
import type {
  Answer,
  ArtifactRow,
  ChangeRow,
  EvidenceRow,
  FindingRow,
  PackageRow,
  ProblemRow,
  RuleRow,
  SuppressionRow,
} from './page-data.js';
import { rowIndex, type Tables } from './tables.js';

/** Index of each package of a list by its id. */
export type PackageIndexes = ReadonlyMap<string, number>;

export function packageIndexes(packages: readonly Package[]): PackageIndexes {
  return new Map(packages.map(({ id }, index) => [id, index]));
}

export function answerOf(value: boolean | null): Answer {
  if (value === null) return -1;
  return value ? 1 : 0;
}

function flag(value: boolean): 0 | 1 {
  return value ? 1 : 0;
}

export function problemRow(problem: Problem, tables: Tables): ProblemRow {
  const { code, path, message, affectsCompleteness } = problem;
  return [tables.text(code), tables.text(path), tables.text(message), flag(affectsCompleteness)];
}

function placesIndex(locations: Package['locations'], tables: Tables): number {
  return rowIndex(
    tables.places,
    locations.map(({ path, ranges = [] }) => [tables.text(path), ranges] as const),
  );
}

function evidenceRow(seen: Finding['evidence'][number], tables: Tables): EvidenceRow {
  const [method, line] = 'method' in seen ? [seen.method, null] : [null, seen.line];
  const row = [tables.text(method), tables.text(seen.path), line ?? -1, tables.text(seen.detail)] as const;
  if ('method' in seen || (!seen.frame && !seen.function)) return row;
  const { frame, into = null } = seen;
  const lines = frame ? ([frame.line, ...frame.lines.map((each) => tables.text(each))] as const) : null;
  return seen.function ? [...row, lines, [tables.text(seen.function), tables.text(into)]] : [...row, lines];
}

function evidenceIndex(evidence: Finding['evidence'], tables: Tables): number {
  return rowIndex(
    tables.evidence,
    evidence.map((seen) => evidenceRow(seen, tables)),
  );
}

/** Index into `SYSTEM_ORIGINS`. */
function systemOrigin({ system }: Package): PackageRow[19] {
  if (!system) return 0;
  if (system.isBase === null) return 3;
  return system.isBase ? 1 : 2;
}

export function packageRow(found: Package, indexes: PackageIndexes, tables: Tables): PackageRow {
  return [
    tables.text(found.name),
    tables.text(found.ecosystem),
    tables.text(found.alias),
    tables.text(found.version),
    tables.list(found.candidates),
    tables.text(found.purl),
    tables.text(found.presence),
    tables.text(found.basis),
    tables.text(found.origin),
    tables.text(found.confidence),
    answerOf(found.direct),
    flag(found.extraneous),
    found.bytes,
    indexes.get(found.vendoredIn ?? '') ?? -1,
    tables.list(found.licenses),
    placesIndex(found.locations, tables),
    evidenceIndex(found.evidence, tables),
    found.dependencies.flatMap((id) => indexes.get(id) ?? []),
    found.unresolved.map(
      ({ name, spec, type, reason }) =>
        [tables.text(name), tables.text(spec), tables.text(type), tables.text(reason)] as const,
    ),
    systemOrigin(found),
  ];
}

function ruleRow(finding: Finding, tables: Tables): RuleRow {
  return [
    tables.text(finding.rule),
    tables.text(finding.kind),
    tables.text(finding.title),
    tables.text(finding.severity),
    tables.list(finding.aliases),
    finding.score ?? -1,
    tables.list(finding.vectors),
    tables.list(finding.cwes),
    finding.epss ?? -1,
    answerOf(finding.kev),
    tables.text(finding.published),
    tables.list(finding.references),
    flag(finding.rangesComplete),
    tables.text(finding.why),
  ];
}

function remediationIndex(remediation: Finding['remediation'], tables: Tables): number {
  if (!remediation) return -1;
  const { action, version, major, direct, text } = remediation;
  return rowIndex(tables.remediations, [
    tables.text(action),
    tables.text(version),
    flag(major),
    tables.text(direct?.name ?? null),
    tables.text(direct?.version ?? null),
    tables.text(text),
  ]);
}

export function suppressionRow(suppression: Suppression | null, tables: Tables): SuppressionRow | null {
  if (!suppression) return null;
  const { reason, owner, expires, source } = suppression;
  return [tables.text(reason), tables.text(owner), tables.text(expires), tables.text(source)];
}

/** A finding with its rank. */
export interface RankedFinding {
  readonly finding: Finding;
  readonly rank: number;
}

export function findingRow(
  { finding, rank }: RankedFinding,
  indexes: PackageIndexes,
  tables: Tables,
): FindingRow {
  return [
    rowIndex(tables.rules, ruleRow(finding, tables)),
    indexes.get(finding.package ?? '') ?? -1,
    tables.text(finding.confidence),
    tables.text(finding.certainty),
    placesIndex(finding.locations, tables),
    evidenceIndex(finding.evidence, tables),
    tables.list(finding.fixedIn),
    remediationIndex(finding.remediation, tables),
    tables.text(finding.status),
    tables.text(finding.justification),
    suppressionRow(finding.suppression, tables),
    answerOf(finding.isNew),
    finding.fileHashes.map(({ path, sha256 }) => [tables.text(path), tables.text(sha256)] as const),
    rank,
    flag(finding.notLinked !== undefined),
  ];
}

/** @param findings index of each finding of the artifact by its id. */
function changeRow(change: ChangeStep, findings: ReadonlyMap<string, number>, tables: Tables): ChangeRow {
  return [
    tables.text(change.action),
    tables.text(change.ecosystem),
    tables.text(change.name),
    tables.text(change.alias),
    tables.list(change.from),
    tables.text(change.to),
    flag(change.major),
    tables.list(change.broughtBy),
    tables.text(change.command),
    tables.list(change.folders),
    tables.text(change.list ?? null),
    change.clears.flatMap((id) => findings.get(id) ?? []),
  ];
}

/** An artifact and the facts that its rows show. */
interface SeenArtifact {
  readonly artifact: Artifact;
  readonly packages: PackageIndexes;
  /** Why not all of it was seen. */
  readonly reasons: readonly string[];
  /** Functions that mount it. */
  readonly functions: readonly FunctionReport[];
}

export function artifactRow(
  { artifact, packages, reasons, functions }: SeenArtifact,
  tables: Tables,
): ArtifactRow {
  const findings = new Map(artifact.findings.map(({ id }, index) => [id, index]));
  return {
    id: tables.text(artifact.id),
    sha256: tables.text(artifact.sha256),
    kind: tables.text(artifact.kind),
    path: tables.text(artifact.path),
    size: artifact.size,
    coverage: artifact.coverage,
    roots: artifact.roots.map(
      ({ path, name, manager }) => [tables.text(path), tables.text(name), tables.text(manager)] as const,
    ),
    packages: artifact.packages.map((found) => packageRow(found, packages, tables)),
    findings: artifact.findings.map((finding) =>
      findingRow({ finding, rank: riskRank(worstRisk(finding, artifact, functions)) }, packages, tables),
    ),
    changes: changeSteps(artifact).map((change) => changeRow(change, findings, tables)),
    problems: artifact.problems.map((problem) => problemRow(problem, tables)),
    reasons: tables.list(reasons),
  };
}
