import type { Artifact, FunctionReport, Report } from '../../model/index.js';
import type { ReportIndex } from '../report-index.js';
import { artifactSpdxId, functionSpdxId, packageSpdxId, runtimePackageSpdxId } from './packages.js';

export const DOCUMENT_ID = 'SPDXRef-DOCUMENT';

interface Relationship {
  readonly spdxElementId: string;
  readonly relationshipType: 'DESCRIBES' | 'CONTAINS' | 'DEPENDS_ON';
  readonly relatedSpdxElement: string;
}

type Type = Relationship['relationshipType'];

function relations(from: string, type: Type, to: Iterable<string>): Relationship[] {
  return [...new Set(to)].map((related) => ({
    spdxElementId: from,
    relationshipType: type,
    relatedSpdxElement: related,
  }));
}

function functionRelations(fn: FunctionReport, { artifacts }: ReportIndex): Relationship[] {
  const id = functionSpdxId(fn);
  const mounted = fn.mounts.flatMap(({ artifact }) => artifacts.get(artifact) ?? []);
  const provided = fn.runtimePackages.map((found) => runtimePackageSpdxId(fn, found.id));
  return [
    ...relations(id, 'CONTAINS', mounted.map(artifactSpdxId)),
    ...relations(id, 'DEPENDS_ON', provided),
  ];
}

function* artifactRelations(artifact: Artifact): Generator<Relationship> {
  const ids = new Map(artifact.packages.map(({ id }) => [id, packageSpdxId(artifact, id)]));
  yield* relations(artifactSpdxId(artifact), 'CONTAINS', ids.values());
  for (const { id, dependencies } of artifact.packages) {
    const needed = dependencies.flatMap((dependency) => ids.get(dependency) ?? []);
    yield* relations(packageSpdxId(artifact, id), 'DEPENDS_ON', needed);
  }
}

/** The document describes functions (and artifacts that none mounts); they contain artifacts, those packages, which need one another. */
export function* relationshipsOf(report: Report, index: ReportIndex): Generator<Relationship> {
  const loose = report.artifacts.filter(({ id }) => !index.mountedBy.has(id));
  const described = [...report.functions.map(functionSpdxId), ...loose.map(artifactSpdxId)];
  yield* relations(DOCUMENT_ID, 'DESCRIBES', described);
  for (const fn of report.functions) yield* functionRelations(fn, index);
  for (const artifact of report.artifacts) yield* artifactRelations(artifact);
}
