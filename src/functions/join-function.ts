import {
  fingerprintOf,
  type Artifact,
  type Finding,
  type FindingReference,
  type FunctionReport,
} from '../model/index.js';
import type { Package, Problem, ServerlessFunction } from '../model/index.js';
import { mountedPackages, type MountedPackage } from './mounted-packages.js';
import { splitUnresolvedImports } from './runtime-packages.js';
import { mountedKey, shadowing } from './shadowing.js';

/** An analysed artifact with what the join needs beside the report's own fields. */
export interface JoinableArtifact extends Artifact {
  readonly unresolvedImports: readonly string[];
}

/** A function before the judgement on its completeness. */
export type JoinedFunction = Omit<FunctionReport, 'complete' | 'reasons'>;

/** Subject of a finding's fingerprint: the package's ecosystem and name, or the path it is about. */
function subjectOf(finding: Finding, packages: ReadonlyMap<string, Package>): string {
  const found = finding.package === null ? undefined : packages.get(finding.package);
  return found ? `${found.ecosystem}:${found.name}` : `path:${finding.locations[0]?.path ?? ''}`;
}

function referencesOf(artifact: Artifact, functionId: string): FindingReference[] {
  const packages = new Map(artifact.packages.map((found) => [found.id, found]));
  return artifact.findings.map((finding) => ({
    artifact: artifact.id,
    id: finding.id,
    fingerprint: fingerprintOf({
      kind: finding.kind,
      rule: finding.rule,
      subject: subjectOf(finding, packages),
      functionId,
    }),
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
    findings: [...new Set(mounted)].flatMap((artifact) => referencesOf(artifact, fn.id)),
    problems: problemsOf(problems, missing),
  };
}
