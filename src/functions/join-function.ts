import {
  fingerprintInFunction,
  type Artifact,
  type FindingReference,
  type FunctionReport,
  type Problem,
  type ServerlessFunction,
  type UnresolvedImport,
} from '../model/index.js';
import { mountedPackages, type MountedPackage } from './mounted-packages.js';
import { ownHooks } from './own-hooks.js';
import { LAYER_MOUNT } from './node-resolution.js';
import { splitUnresolvedImports } from './runtime-packages.js';
import { mountedKey, shadowing } from './shadowing.js';

/** An analysed artifact with what the join needs beside the report's own fields. */
export interface JoinableArtifact extends Artifact {
  readonly unresolvedImports: readonly UnresolvedImport[];
  /** A file `bootstrap` is at its root. */
  readonly bootstrap: boolean;
}

/** A function before the judgement on its completeness. */
export type JoinedFunction = Omit<FunctionReport, 'complete' | 'reasons'>;

function referencesOf({ id: artifact, findings }: Artifact, functionId: string): FindingReference[] {
  return findings.map(({ id, fingerprint }) => ({
    artifact,
    id,
    fingerprint: fingerprintInFunction(fingerprint, functionId),
    suppression: null,
    isNew: null,
  }));
}

/** What no mount provides, each name once. */
function unresolvedOf(
  mounted: readonly JoinableArtifact[],
  packages: readonly MountedPackage[],
): readonly UnresolvedImport[] {
  const there = new Set(packages.map(({ package: found }) => found.alias ?? found.name));
  const byName = new Map<string, UnresolvedImport>();
  for (const asked of mounted.flatMap(({ unresolvedImports }) => unresolvedImports)) {
    if (there.has(asked.name) || byName.get(asked.name)?.by === 'application') continue;
    byName.set(asked.name, asked);
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * A function of which no configuration tells may have a layer that was not given: what its own code imports and nothing
 * provides was then not seen. Where the configuration names its layers, such an import is broken or optional, and hides nothing.
 */
function mayLackLayer({ platform, mounts }: ServerlessFunction): boolean {
  return platform === 'unknown' && !mounts.some(({ path }) => path === LAYER_MOUNT);
}

function problemsOf(
  problems: readonly Problem[],
  missing: readonly UnresolvedImport[],
  fn: ServerlessFunction,
): readonly Problem[] {
  if (missing.length === 0) return problems;
  const affectsCompleteness = mayLackLayer(fn) && missing.some(({ by }) => by === 'application');
  const shown = affectsCompleteness ? missing.filter(({ by }) => by === 'application') : missing;
  const some = shown
    .slice(0, 5)
    .map(({ name }) => name)
    .join(', ');
  const more = shown.length > 5 ? ` and ${shown.length - 5} more` : '';
  const hint = affectsCompleteness ? ' If a layer does, name it with --layer.' : '';
  const message = `Imports packages that nothing it mounts provides: ${some}${more}.${hint}`;
  return [...problems, { code: 'unresolved', path: '', message, affectsCompleteness }];
}

/** Joins a function with the artifacts it mounts: what its runtime sees, what hides what, what the platform provides. */
export function joinFunction(
  fn: ServerlessFunction,
  artifacts: ReadonlyMap<string, JoinableArtifact>,
  problems: readonly Problem[],
): JoinedFunction {
  const mounted = fn.mounts.flatMap(({ artifact }) => artifacts.get(artifact) ?? []);
  const bootstraps = new Set(mounted.filter(({ bootstrap }) => bootstrap).map(({ id }) => id));
  const packages = mountedPackages(fn, artifacts);
  const shadows = shadowing(packages);
  const { provided, missing } = splitUnresolvedImports(unresolvedOf(mounted, packages), fn);
  return {
    ...fn,
    exposure: null,
    packages: packages.map((found) => ({
      artifact: found.artifact,
      id: found.package.id,
      reachable: null,
      shadowedBy: shadows.get(mountedKey(found)) ?? null,
    })),
    runtimePackages: provided,
    findings: [
      ...[...new Set(mounted)].flatMap((artifact) => referencesOf(artifact, fn.id)),
      ...ownHooks(fn, bootstraps),
    ],
    problems: problemsOf(problems, missing, fn),
  };
}
