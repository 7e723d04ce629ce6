import {
  eachNameOnce,
  fingerprintInFunction,
  isDeployed,
  type Artifact,
  type Finding,
  type FindingReference,
  type FunctionReport,
  type OperationAnswer,
  type Problem,
  type Role,
  type RoleReport,
  type ServerlessFunction,
  type UnresolvedImport,
} from '../model/index.js';
import {
  answerFunction,
  exposureOf,
  hasFlows,
  handedOnBy,
  storedBy,
  type AnalysedMount,
  type StoredData,
} from '../analysis/index.js';
import { permissionsOf } from '../iam/index.js';
import { configurationFindings } from './configuration-findings.js';
import { settingNotes } from './setting-notes.js';
import type { JoinableArtifact } from './joinable-artifact.js';
import { mountedPackages, type MountedPackage } from './mounted-packages.js';
import { ownHooks } from './own-hooks.js';
import { ecosystemOf, LAYER_MOUNT, normaliseName, npm } from '../ecosystems/index.js';
import { isOwnModule } from './own-modules.js';
import { roleProblems } from './role-problems.js';
import { splitUnresolvedImports } from './runtime-packages.js';
import { mountedKey, shadowing } from './shadowing.js';
import { startProblems } from './start-problems.js';

export type { StoredData } from '../analysis/index.js';

/** A function before the judgement on its completeness. */
export type JoinedFunction = Omit<FunctionReport, 'complete' | 'reasons' | 'acceptedGaps'>;

/** Keys of packages that are named and not there, with others loaded in their place: what is known of them is no fact about the function. */
function absentPackages(
  packages: readonly MountedPackage[],
  shadows: ReadonlyMap<string, string>,
  artifacts: ReadonlyMap<string, JoinableArtifact>,
): ReadonlySet<string> {
  const absent = packages.filter((found) => {
    const artifact = artifacts.get(found.artifact);
    const isNamed = found.package.presence === 'declared' && shadows.has(mountedKey(found));
    return isNamed && artifact !== undefined && isDeployed(artifact);
  });
  return new Set(absent.map(mountedKey));
}

function referencesOf(
  { id: artifact, findings }: Artifact,
  functionId: string,
  absent: ReadonlySet<string>,
): FindingReference[] {
  const there = findings.filter(({ package: id }) => !absent.has(`${artifact}#${id}`));
  return there.map(({ id, fingerprint }) => ({
    artifact,
    id,
    fingerprint: fingerprintInFunction(fingerprint, functionId),
    suppression: null,
    isNew: null,
  }));
}

/** Imports that no mount provides, each name once. */
function unresolvedOf(
  mounted: readonly JoinableArtifact[],
  packages: readonly MountedPackage[],
): readonly UnresolvedImport[] {
  const there = new Set(
    packages.flatMap(({ package: found }) => {
      const names = ecosystemOf(found.ecosystem)?.imports?.namesOf(found) ?? [];
      return names.map((name) => `${found.ecosystem}:${name}`);
    }),
  );
  const unresolved = mounted.flatMap(({ unresolvedImports }) => unresolvedImports);
  // A package that only a list names has no modules here: `yaml` is of PyYAML.
  const namesOf = ({ name, ecosystem = npm.name }: UnresolvedImport): string[] => {
    const found = ecosystemOf(ecosystem)?.imports?.packageOf(name) ?? name;
    return [name, normaliseName(ecosystem, found)].map((each) => `${ecosystem}:${each}`);
  };
  return eachNameOnce(unresolved.filter((one) => !namesOf(one).some((name) => there.has(name))));
}

/**
 * A function without configuration may have a layer that was not given: an import that its own code has and nothing
 * provides was then not seen. Where the configuration names its layers, such an import is broken or optional, and hides nothing.
 */
function mayLackLayer({ platform, mounts }: ServerlessFunction): boolean {
  return platform === 'unknown' && !mounts.some(({ path }) => path === LAYER_MOUNT);
}

function listed(names: readonly UnresolvedImport[]): string {
  const some = names
    .slice(0, 5)
    .map(({ name, importer }) => (importer === undefined ? name : `${name} (optional of ${importer})`))
    .join(', ');
  return names.length > 5 ? `${some} and ${names.length - 5} more` : some;
}

/** Imports that break the function, or are optional in a way that code does not show. */
function neededProblems(missing: readonly UnresolvedImport[], fn: ServerlessFunction): Problem[] {
  if (missing.length === 0) return [];
  const ofApplication = missing.filter(({ by }) => by === 'application');
  const affectsCompleteness = mayLackLayer(fn) && ofApplication.length > 0;
  const shown = listed(affectsCompleteness ? ofApplication : missing);
  const hint = affectsCompleteness ? ' If a layer holds them, add it with --layer.' : '';
  const message = `Imports packages that neither the function nor its layers hold: ${shown}.${hint}`;
  return [{ code: 'unresolved', path: '', message, affectsCompleteness }];
}

function missingProblems(missing: readonly UnresolvedImport[], fn: ServerlessFunction): Problem[] {
  const isLeftOut = ({ by }: UnresolvedImport): boolean => by === 'attempt' || by === 'optional';
  const leftOut = missing.filter(isLeftOut);
  const needed = neededProblems(
    missing.filter((one) => !isLeftOut(one)),
    fn,
  );
  if (leftOut.length === 0) return needed;
  const message = `Runs without optional packages that neither the function nor its layers hold: ${listed(leftOut)}.`;
  return [...needed, { code: 'unresolved', path: '', message, affectsCompleteness: false }];
}

function analysedMounts(
  { mounts }: ServerlessFunction,
  artifacts: ReadonlyMap<string, JoinableArtifact>,
): AnalysedMount[] {
  return mounts.flatMap(({ artifact: id, path }) => {
    const artifact = artifacts.get(id);
    return artifact ? [{ path, artifact, facts: artifact.facts ?? null }] : [];
  });
}

function roleReport(role: Role | null): RoleReport | null {
  return role && { ...role, policies: role.policies?.map(({ name }) => name) ?? [] };
}

function ownFindings(findings: readonly Finding[], { id }: ServerlessFunction): Finding[] {
  return findings.map((one) => ({ ...one, fingerprint: fingerprintInFunction(one.fingerprint, id) }));
}

/** The operations of a function's code. Packages that it imports and that are not there may perform more. */
function operationsWith(
  operations: OperationAnswer | undefined,
  missing: readonly UnresolvedImport[],
): OperationAnswer | undefined {
  const needed = missing.filter(({ by }) => by === 'application');
  if (!operations || needed.length === 0) return operations;
  const reason = `code of imported packages was not found: ${listed(needed)}`;
  return { ...operations, unresolved: [...operations.unresolved, reason] };
}

/** Of a package that no analysis answers about. */
const UNKNOWN = { reachable: null, when: null, via: [] } as const;
/** Of a package that its own artifact would load, and that another one takes the place of. */
const NOT_LOADED = { reachable: false, when: null, via: [] } as const;

interface JoinContext {
  /** What could not be read of the function itself. */
  readonly problems: readonly Problem[];
  /** What functions of the same application put into resources. */
  readonly stored?: readonly StoredData[];
}

/** Whether a function may take something out of resources that others put there. */
export function mayTakeStored(
  fn: ServerlessFunction,
  artifacts: ReadonlyMap<string, JoinableArtifact>,
): boolean {
  return hasFlows(analysedMounts(fn, artifacts));
}

/**
 * What a function puts into resources, for `JoinContext`.
 * @param stored what it takes out of resources and hands on; null: data of its own events.
 */
export function storedByFunction(
  fn: ServerlessFunction,
  artifacts: ReadonlyMap<string, JoinableArtifact>,
  stored: readonly StoredData[] | null,
): readonly StoredData[] {
  const mounts = analysedMounts(fn, artifacts);
  return stored ? handedOnBy(fn, mounts, stored) : storedBy(fn, mounts);
}

/** Joins a function with the artifacts that it mounts: the packages that its runtime sees, shadowing, and packages of the platform. */
export function joinFunction(
  fn: ServerlessFunction,
  artifacts: ReadonlyMap<string, JoinableArtifact>,
  { problems, stored = [] }: JoinContext,
): JoinedFunction {
  const mounted = fn.mounts.flatMap(({ artifact }) => artifacts.get(artifact) ?? []);
  const bootstraps = new Set(mounted.filter(({ bootstrap }) => bootstrap).map(({ id }) => id));
  const packages = mountedPackages(fn, artifacts);
  const shadows = shadowing(packages);
  const absent = absentPackages(packages, shadows, artifacts);
  const answer = answerFunction(fn, analysedMounts(fn, artifacts), { stored });
  const unresolved = unresolvedOf(mounted, packages).filter((one) => !isOwnModule(one, fn, artifacts));
  const { provided, missing } = splitUnresolvedImports(unresolved, fn);
  const { permissions, findings } = permissionsOf(fn, operationsWith(answer.operations, missing));
  const { settings: _, ...described } = fn;
  return {
    ...described,
    role: roleReport(fn.role),
    exposure: exposureOf(fn),
    permissions,
    packages: packages.map((found) => {
      const shadowedBy = shadows.get(mountedKey(found)) ?? null;
      const known = answer.reachable.get(mountedKey(found)) ?? UNKNOWN;
      // Another artifact's package stands in its place.
      const loaded = known.reachable && shadowedBy !== null ? NOT_LOADED : known;
      return { artifact: found.artifact, id: found.package.id, ...loaded, shadowedBy };
    }),
    runtimePackages: provided,
    findings: [
      ...[...new Set(mounted)].flatMap((artifact) => referencesOf(artifact, fn.id, absent)),
      ...ownHooks(fn, bootstraps),
      ...configurationFindings(fn),
      ...ownFindings(findings, fn),
      ...answer.findings,
    ],
    problems: [
      ...problems,
      ...startProblems({ fn, artifacts, packages }, problems),
      ...missingProblems(missing, fn),
      ...roleProblems(fn.role),
      ...settingNotes(fn),
      ...answer.problems,
    ],
  };
}
