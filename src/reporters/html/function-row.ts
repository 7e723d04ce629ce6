import type { Artifact, Finding, FunctionReport, PermissionGrant } from '../../model/index.js';
import { riskRank, roleReachOf } from '../../policy/index.js';
import { acceptedNotes } from '../accepted-gaps.js';
import type { ReportIndex } from '../report-index.js';
import { worstRisk } from '../risks.js';
import {
  answerOf,
  findingRow,
  packageIndexes,
  packageRow,
  problemRow,
  suppressionRow,
  type PackageIndexes,
} from './artifact-row.js';
import type { FunctionRow, MountedFindingRow, ViewRow } from './page-data.js';
import type { Tables } from './tables.js';

/** An artifact of the report as rows of functions point to it. */
export interface IndexedArtifact {
  readonly index: number;
  readonly artifact: Artifact;
  readonly packages: PackageIndexes;
  readonly findings: ReadonlyMap<string, number>;
  /** Why not all of it was seen. */
  readonly reasons: readonly string[];
  /** Functions that mount it. */
  readonly functions: readonly FunctionReport[];
}

export type IndexedArtifacts = ReadonlyMap<string, IndexedArtifact>;

export function indexArtifacts(index: ReportIndex): IndexedArtifacts {
  return new Map(
    index.report.artifacts.map((artifact, number) => [
      artifact.id,
      {
        index: number,
        artifact,
        packages: packageIndexes(artifact.packages),
        findings: new Map(artifact.findings.map(({ id }, at) => [id, at])),
        // On its own page its path is not repeated.
        reasons: index.reasonsOf(artifact).map((reason) => reason.slice(artifact.path.length + 2)),
        functions: index.mountedBy.get(artifact.id) ?? [],
      },
    ]),
  );
}

const NOTHING = [-1, -1] as const;

/** Indexes of `{artifact}#{package}`: an artifact's id has no `#`. */
function loadedInstead(key: string | null, artifacts: IndexedArtifacts): readonly [number, number] {
  if (key === null) return NOTHING;
  const cut = key.indexOf('#');
  const other = artifacts.get(key.slice(0, cut));
  return other ? [other.index, other.packages.get(key.slice(cut + 1)) ?? -1] : NOTHING;
}

/** Most packages are simply there, and nothing is known of whether they are reached. */
function viewRows({ packages }: FunctionReport, artifacts: IndexedArtifacts): ViewRow[] {
  return packages.flatMap(({ artifact: id, id: found, reachable, shadowedBy }): ViewRow[] => {
    if (reachable === null && shadowedBy === null) return [];
    const artifact = artifacts.get(id);
    const index = artifact?.packages.get(found);
    if (!artifact || index === undefined) return [];
    return [[artifact.index, index, answerOf(reachable), ...loadedInstead(shadowedBy, artifacts)]];
  });
}

function mountedFindings(
  fn: FunctionReport,
  artifacts: IndexedArtifacts,
  tables: Tables,
): FunctionRow['mountedFindings'] {
  const mounted = new Set(fn.mounts.map(({ artifact }) => artifact));
  const all = [...mounted].reduce((sum, id) => sum + (artifacts.get(id)?.findings.size ?? 0), 0);
  let isPlain = true;
  const rows = fn.findings.flatMap((reference): MountedFindingRow[] => {
    if ('kind' in reference) return [];
    const { isNew, suppression } = reference;
    const artifact = artifacts.get(reference.artifact);
    const index = artifact?.findings.get(reference.id);
    if (!artifact || index === undefined) return [];
    isPlain &&= suppression === null && isNew === artifact.artifact.findings[index]?.isNew;
    return [[artifact.index, index, answerOf(isNew), suppressionRow(suppression, tables)]];
  });
  return isPlain && rows.length === all ? null : rows;
}

/** A finding of a function with the artifact that it is in; null for findings of the function itself. */
function findingIn(
  found: FunctionReport['findings'][number],
  artifacts: IndexedArtifacts,
): readonly [Finding | undefined, Artifact | null] {
  if ('kind' in found) return [found, null];
  const indexed = artifacts.get(found.artifact);
  return [indexed?.artifact.findings[indexed.findings.get(found.id) ?? -1], indexed?.artifact ?? null];
}

/** The rank of the worst open finding of a function, by what is known of this function; -1 without one. */
function worstRank(fn: FunctionReport, artifacts: IndexedArtifacts): number {
  const only = [fn];
  return fn.findings.reduce((worst, found) => {
    const [finding, artifact] = findingIn(found, artifacts);
    if (finding?.status !== 'open' || found.suppression !== null) return worst;
    return Math.max(worst, riskRank(worstRisk(finding, artifact, only)));
  }, -1);
}

function roleRow({ role }: FunctionReport, tables: Tables): FunctionRow['role'] {
  return role ? [tables.text(role.name), tables.text(role.arn), tables.list(role.policies)] : null;
}

function grantWords({ action, resource }: PermissionGrant): string {
  return `${action} on ${resource}`;
}

function permissionsRow({ permissions }: FunctionReport, tables: Tables): FunctionRow['permissions'] {
  if (!permissions) return null;
  const { needed, excess, lacked, unreadPolicies, unresolved } = permissions;
  return [
    tables.list(needed.map(grantWords)),
    tables.list(excess.map(grantWords)),
    tables.list(lacked.map((one) => `${grantWords(one)} (${one.reason})`)),
    tables.list(unreadPolicies),
    tables.list(unresolved),
  ];
}

export function functionRow(fn: FunctionReport, artifacts: IndexedArtifacts, tables: Tables): FunctionRow {
  const own = packageIndexes(fn.runtimePackages);
  const reach = roleReachOf(fn);
  return {
    id: tables.text(fn.id),
    name: tables.text(fn.name),
    platform: tables.text(fn.platform),
    runtime: tables.text(fn.runtime),
    handler: tables.text(fn.handler),
    architecture: tables.text(fn.architecture),
    account: tables.text(fn.account),
    region: tables.text(fn.region),
    arn: tables.text(fn.arn),
    declaredIn: fn.declaredIn && [tables.text(fn.declaredIn.path), fn.declaredIn.line ?? -1],
    tags: Object.entries(fn.tags).map(([name, value]) => [tables.text(name), tables.text(value)] as const),
    mounts: fn.mounts.map(
      ({ artifact, path }) => [artifacts.get(artifact)?.index ?? -1, tables.text(path)] as const,
    ),
    role: roleRow(fn, tables),
    triggers: fn.triggers.map(
      ({ type, detail, access, statement }) =>
        [
          tables.text(type),
          tables.text(detail),
          tables.text(access ?? null),
          tables.text(statement ?? null),
        ] as const,
    ),
    exposure: fn.exposure && [tables.text(fn.exposure.level), tables.list(fn.exposure.statements)],
    roleReach: reach && [tables.text(reach.power), tables.text(reach.words)],
    permissions: permissionsRow(fn, tables),
    environment: tables.list(fn.environment),
    views: viewRows(fn, artifacts),
    runtimePackages: fn.runtimePackages.map((found) => packageRow(found, own, tables)),
    mountedFindings: mountedFindings(fn, artifacts, tables),
    ownFindings: fn.findings.flatMap((finding) =>
      'kind' in finding
        ? [findingRow({ finding, rank: riskRank(worstRisk(finding, null, [fn])) }, own, tables)]
        : [],
    ),
    rank: worstRank(fn, artifacts),
    problems: fn.problems.map((problem) => problemRow(problem, tables)),
    complete: fn.complete,
    reasons: tables.list(fn.reasons),
    accepted: tables.list(acceptedNotes(fn)),
  };
}
