import { permissions } from '../../src/analysis/permissions/index.js';
import { NO_INVENTORY, type OperationAnswer } from '../../src/model/index.js';
import { programOf } from '../../src/program/index.js';
import { memoryTree } from './memory-tree.js';
import { artifactOf, functionOf } from './model-builders.js';

export type PythonSources = Readonly<Record<string, string>>;

/** The operations of a function of Python's files. */
export async function pythonOperationsFor(
  files: PythonSources,
  handler = 'app.handler',
): Promise<OperationAnswer | undefined> {
  const tree = memoryTree(files);
  const inventory = NO_INVENTORY;
  const program = programOf(tree, []);
  const { facts } = await permissions.analyseArtifact({
    tree,
    inventory,
    program,
    kind: 'function',
  });
  const artifact = artifactOf('function', { kind: 'function', packages: [] });
  return permissions.answerFunction({
    fn: functionOf('fn', {
      handler,
      runtime: 'python3.12',
      mounts: [{ artifact: artifact.id, path: '/var/task' }],
    }),
    mounts: [{ path: '/var/task', artifact, facts }],
    before: { reachable: new Map(), findings: [], problems: [] },
  }).operations;
}

/** `dynamodb:PutItem`, sorted; `…` behind them where there may be more. */
export async function operationsOf(files: PythonSources | string, handler?: string): Promise<string[]> {
  const answer = await pythonOperationsFor(typeof files === 'string' ? { 'app.py': files } : files, handler);
  const found = (answer?.operations ?? []).map(({ service, operation }) => `${service}:${operation}`);
  return [...found, ...((answer?.unresolved.length ?? 0) > 0 ? ['…'] : [])];
}
