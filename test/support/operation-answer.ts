import { permissions } from '../../src/analysis/permissions/index.js';
import type { PermissionFacts } from '../../src/analysis/permissions/permission-facts.js';
import {
  NO_INVENTORY,
  type Artifact,
  type ArtifactKind,
  type OperationAnswer,
  type ServerlessFunction,
} from '../../src/model/index.js';
import { programOf } from '../../src/program/index.js';
import { memoryTree } from './memory-tree.js';
import { artifactOf, functionOf } from './model-builders.js';

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

interface Beside extends Partial<Pick<Artifact, 'problems'>> {
  /** Files of a layer that the function mounts. */
  readonly layer?: Files;
}

async function factsOf(files: Files, kind: ArtifactKind): Promise<PermissionFacts> {
  const tree = memoryTree(files);
  const { facts } = await permissions.analyseArtifact({
    tree,
    inventory: NO_INVENTORY,
    program: programOf(tree, []),
    kind,
  });
  return JSON.parse(JSON.stringify(facts)) as PermissionFacts;
}

/** The operations of a function whose code is some files. */
export async function answerFor(
  files: Files,
  fn: Partial<ServerlessFunction> = {},
  { layer, ...seen }: Beside = {},
): Promise<OperationAnswer | undefined> {
  const mounts = [
    { path: '/var/task', artifact: artifactOf('code', seen), facts: await factsOf(files, 'function') },
    ...(layer ? [{ path: '/opt', artifact: artifactOf('layer'), facts: await factsOf(layer, 'layer') }] : []),
  ];
  const mounted = functionOf('fn', {
    handler: 'index.handler',
    ...fn,
    mounts: mounts.map(({ path, artifact }) => ({ path, artifact: artifact.id })),
  });
  const before = { reachable: new Map(), findings: [], problems: [] };
  return permissions.answerFunction({ fn: mounted, mounts, before }).operations;
}
