import { permissions } from '../../src/analysis/permissions/index.js';
import type { PermissionFacts } from '../../src/analysis/permissions/permission-facts.js';
import {
  NO_INVENTORY,
  type Artifact,
  type OperationAnswer,
  type ServerlessFunction,
} from '../../src/model/index.js';
import { programOf } from '../../src/program/index.js';
import { memoryTree } from './memory-tree.js';
import { artifactOf, functionOf } from './model-builders.js';

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

/** The operations of a function whose code is some files. */
export async function answerFor(
  files: Files,
  fn: Partial<ServerlessFunction> = {},
  seen: Partial<Artifact> = {},
): Promise<OperationAnswer | undefined> {
  const tree = memoryTree(files);
  const { facts } = await permissions.analyseArtifact({
    tree,
    inventory: NO_INVENTORY,
    program: programOf(tree, []),
    kind: 'function',
    isLate: () => false,
  });
  const stored = JSON.parse(JSON.stringify(facts)) as PermissionFacts;
  const artifact = artifactOf('code', seen);
  const mounted = functionOf('fn', {
    handler: 'index.handler',
    ...fn,
    mounts: [{ artifact: artifact.id, path: '/var/task' }],
  });
  const before = { reachable: new Map(), findings: [], problems: [] };
  const mounts = [{ path: '/var/task', artifact, facts: stored }];
  return permissions.answerFunction({ fn: mounted, mounts, before }).operations;
}
