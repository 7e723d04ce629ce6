import type { Artifact, FunctionReport, Report } from '../../model/index.js';
import type { ReportIndex } from '../report-index.js';
import { artifactRef, functionRef, packageRef, ROOT_REF, runtimePackageRef } from './components.js';

interface Dependency {
  readonly ref: string;
  readonly dependsOn: readonly string[];
}

function unique(refs: readonly string[]): string[] {
  return [...new Set(refs)];
}

/** Packages that nothing else in the artifact brings in. */
function topPackages({ packages }: Artifact): string[] {
  const brought = new Set(packages.flatMap(({ dependencies }) => dependencies));
  return packages.filter(({ id, direct }) => direct === true || !brought.has(id)).map(({ id }) => id);
}

function functionDependency(fn: FunctionReport, { artifacts }: ReportIndex): Dependency {
  const mounted = fn.mounts.flatMap(({ artifact }) => artifacts.get(artifact) ?? []);
  const provided = fn.runtimePackages.map(({ id }) => runtimePackageRef(fn, id));
  return { ref: functionRef(fn), dependsOn: unique([...mounted.map(artifactRef), ...provided]) };
}

/** Dependencies: of functions their artifacts, of artifacts their packages, of packages one another. */
export function* dependenciesOf(report: Report, index: ReportIndex): Generator<Dependency> {
  const loose = report.artifacts.filter(({ id }) => !index.mountedBy.has(id));
  yield {
    ref: ROOT_REF,
    dependsOn: unique([...report.functions.map(functionRef), ...loose.map(artifactRef)]),
  };
  for (const fn of report.functions) yield functionDependency(fn, index);
  for (const artifact of report.artifacts) {
    const refs = new Map(artifact.packages.map(({ id }) => [id, packageRef(artifact, id)]));
    const known = (ids: readonly string[]): string[] => unique(ids.flatMap((id) => refs.get(id) ?? []));
    yield { ref: artifactRef(artifact), dependsOn: known(topPackages(artifact)) };
    for (const { id, dependencies } of artifact.packages)
      yield { ref: packageRef(artifact, id), dependsOn: known(dependencies) };
  }
}
