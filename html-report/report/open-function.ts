import type { ExposureLevel } from '../../src/model/index.js';
import type { RolePower } from '../../src/policy/risk.js';
import type { FunctionRow, MountedFindingRow } from '../../src/reporters/html/page-data.js';
import { asTheyAre, openRows, tallyOf, worstOf, type CountedRow, type OpenFindings } from './counts.js';
import { lazy } from './lazy.js';
import type { Artifact, Finding, FunctionView, Package, PackageView } from './model.js';
import type { Opening } from './opening.js';
import { readAnswer, readFinding, readPackage, readProblem, readSuppression } from './read-rows.js';

const SIMPLY_THERE: PackageView = { reachable: null, isShadowed: false, by: null };

type Views = ReadonlyMap<Artifact, ReadonlyMap<number, PackageView>>;

function readViews(rows: FunctionRow['views'], artifacts: readonly Artifact[]): Views {
  const views = new Map<Artifact, Map<number, PackageView>>();
  for (const [artifactIndex, index, reachable, byArtifact, by] of rows) {
    const artifact = artifacts[artifactIndex];
    if (!artifact) continue;
    const ofArtifact = views.get(artifact) ?? new Map<number, PackageView>();
    views.set(artifact, ofArtifact);
    ofArtifact.set(index, {
      reachable: reachable === -1 ? null : reachable === 1,
      isShadowed: byArtifact !== -1,
      by: artifacts[byArtifact]?.packages()[by] ?? null,
    });
  }
  return views;
}

interface MountedFindings {
  readonly open: readonly OpenFindings[];
  readonly findings: () => readonly Finding[];
  /** Those of artifacts that are set aside here. */
  readonly setAside: () => ReadonlySet<Finding>;
}

const NONE: ReadonlySet<Finding> = new Set();

/** A row of an artifact as it counts in one function. */
function countedRow(
  [index, at, isNew, suppression]: MountedFindingRow,
  { data, artifacts }: Opening,
): CountedRow[] {
  const artifact = data.artifacts[index];
  const row = artifact?.findings[at];
  if (!row || suppression) return [];
  return [{ row, isNew, packages: artifact.packages, holder: artifacts[index]?.key ?? '' }];
}

/** A finding of an artifact as it is in one function. */
function asMounted(
  [, , isNew, suppression]: MountedFindingRow,
  finding: Finding,
  { tables }: Opening,
): Finding {
  const plain = { ...finding, isNew: readAnswer(isNew) };
  if (!suppression) return plain;
  return { ...plain, status: 'suppressed', suppression: readSuppression(suppression, tables) };
}

/** Usually all findings of all it mounts, as they are there; else those that the report names. */
function mountedFindings(row: FunctionRow, mounted: readonly Artifact[], opening: Opening): MountedFindings {
  const { mountedFindings: named } = row;
  if (named === null) {
    return {
      findings: () => mounted.flatMap((artifact) => artifact.findings()),
      open: mounted.map(({ open }) => open),
      setAside: () => NONE,
    };
  }
  const findingAt = ([artifact, at]: MountedFindingRow): Finding[] => {
    const finding = opening.artifacts[artifact]?.findings()[at];
    return finding ? [finding] : [];
  };
  return {
    findings: () =>
      named.flatMap((entry) => findingAt(entry).map((finding) => asMounted(entry, finding, opening))),
    open: [
      openRows(
        named.flatMap((entry) => countedRow(entry, opening)),
        opening.tables,
      ),
    ],
    setAside: lazy(() => new Set(named.filter(([, , , suppression]) => suppression).flatMap(findingAt))),
  };
}

/** `template.yaml:12`. */
function readPlace({ declaredIn }: FunctionRow, { text }: Opening['tables']): string | null {
  if (!declaredIn) return null;
  const [path, line] = declaredIn;
  return line < 0 ? text(path) : `${text(path)}:${line}`;
}

type Identity =
  'id' | 'name' | 'platform' | 'runtime' | 'handler' | 'architecture' | 'account' | 'region' | 'arn';

function readIdentity(
  row: FunctionRow,
  { text, textOrNull }: Opening['tables'],
): Pick<FunctionView, Identity> {
  return {
    id: text(row.id),
    name: text(row.name),
    platform: text(row.platform),
    runtime: textOrNull(row.runtime),
    handler: textOrNull(row.handler),
    architecture: textOrNull(row.architecture),
    account: textOrNull(row.account),
    region: textOrNull(row.region),
    arn: textOrNull(row.arn),
  };
}

type Configuration = 'tags' | 'role' | 'triggers' | 'environment' | 'exposure' | 'roleReach' | 'permissions';

function readConfiguration(
  row: FunctionRow,
  { text, textOrNull, list }: Opening['tables'],
): Pick<FunctionView, Configuration> {
  const { tags, role, triggers, environment, exposure, roleReach, permissions } = row;
  return {
    tags: tags.map(([name, value]) => [text(name), text(value)] as const),
    role: role && { name: textOrNull(role[0]), arn: textOrNull(role[1]), policies: list(role[2]) },
    triggers: triggers.map(([type, detail, access, statement]) => ({
      type: text(type),
      detail: textOrNull(detail),
      access: textOrNull(access),
      statement: textOrNull(statement),
    })),
    // The words of the two lists are of the model's unions: the report was written from it.
    exposure: exposure && { level: text(exposure[0]) as ExposureLevel, statements: list(exposure[1]) },
    roleReach: roleReach && { power: text(roleReach[0]) as RolePower, words: text(roleReach[1]) },
    permissions: permissions && {
      needed: list(permissions[0]),
      excess: list(permissions[1]),
      lacked: list(permissions[2]),
      unreadPolicies: list(permissions[3]),
      unresolved: list(permissions[4]),
    },
    environment: list(environment),
  };
}

function ownRows({ ownFindings, runtimePackages }: FunctionRow, holder: string): readonly CountedRow[] {
  return asTheyAre(ownFindings, { packages: runtimePackages, holder });
}

function readMounts(
  { mounts }: FunctionRow,
  { tables: { text }, artifacts }: Opening,
): FunctionView['mounts'] {
  return mounts.map(([artifact, path]) => ({ path: text(path), artifact: artifacts[artifact] ?? null }));
}

export function openFunction(row: FunctionRow, key: string, opening: Opening): FunctionView {
  const { tables, artifacts } = opening;
  const mounts = readMounts(row, opening);
  const mounted = [...new Set(mounts.flatMap(({ artifact }) => artifact ?? []))];
  const views = lazy(() => readViews(row.views, artifacts));
  const runtimePackages = lazy(() =>
    row.runtimePackages.map((found, index) => readPackage(found, index, { tables, artifact: null })),
  );
  const fromMounts = mountedFindings(row, mounted, opening);
  const ownOpen = openRows(ownRows(row, key), tables);
  const tally = tallyOf(ownOpen, ...fromMounts.open);
  const fn: FunctionView = {
    key,
    ...readIdentity(row, tables),
    declaredIn: readPlace(row, tables),
    ...readConfiguration(row, tables),
    mounts,
    artifacts: mounted,
    packageCount:
      row.runtimePackages.length + mounted.reduce((sum, { packageCount }) => sum + packageCount, 0),
    viewOf: (found: Package) =>
      (found.artifact && views().get(found.artifact)?.get(found.index)) ?? SIMPLY_THERE,
    runtimePackages,
    findings: lazy(() => [
      ...fromMounts.findings(),
      ...row.ownFindings.map((finding) =>
        readFinding(finding, tables, {
          found: runtimePackages()[finding[1]] ?? null,
          artifact: null,
          owner: fn,
        }),
      ),
    ]),
    setsAside: (finding) => fromMounts.setAside().has(finding),
    ...tally,
    ownOpen,
    worst: worstOf(tally.counts),
    rank: row.rank,
    problems: row.problems.map((problem) => readProblem(problem, tables)),
    complete: row.complete,
    reasons: tables.list(row.reasons),
    accepted: tables.list(row.accepted),
  };
  return fn;
}
