import {
  fingerprintInFunction,
  type Artifact,
  type FindingReference,
  type FunctionReport,
  type Problem,
  type ServerlessFunction,
} from '../model/index.js';
import { mountedPackages, type MountedPackage } from './mounted-packages.js';
import { ownHooks } from './own-hooks.js';
import { splitUnresolvedImports } from './runtime-packages.js';
import { mountedKey, shadowing } from './shadowing.js';

/** An analysed artifact with what the join needs beside the report's own fields. */
export interface JoinableArtifact extends Artifact {
  readonly unresolvedImports: readonly string[];
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
  }));
}

function unresolvedOf(mounted: readonly JoinableArtifact[], packages: readonly MountedPackage[]): string[] {
  const there = new Set(packages.map(({ package: found }) => found.alias ?? found.name));
  const names = mounted.flatMap(({ unresolvedImports }) => unresolvedImports);
  return [...new Set(names)].filter((name) => !there.has(name)).sort();
}

function problemsOf(problems: readonly Problem[], missing: readonly string[]): readonly Problem[] {
  if (missing.length === 0) return problems;
  const some = missing.slice(0, 5).join(', ');
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : '';
  const message = `Imports packages that nothing it mounts provides: ${some}${more}.`;
  return [...problems, { code: 'unresolved', path: '', message, affectsCompleteness: false }];
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
    problems: problemsOf(problems, missing),
  };
}
