import { nativeCode } from '../../src/analysis/native-code/index.js';
import type { FileTree } from '../../src/files/index.js';
import type { Finding, Inventory, ServerlessFunction } from '../../src/model/index.js';
import { programOf } from '../../src/program/index.js';
import { artifactOf, functionOf } from './model-builders.js';

/** What is found about the native code of an artifact in a function that mounts it. */
export async function nativeFindings(
  tree: FileTree,
  inventory: Inventory,
  fn: Partial<ServerlessFunction>,
): Promise<readonly Finding[]> {
  const program = programOf(tree, []);
  const input = { tree, inventory, program, kind: 'function' } as const;
  const { facts } = await nativeCode.analyseArtifact(input);
  const mounts = [{ path: '/var/task', artifact: artifactOf('a'), facts }];
  const before = { reachable: new Map(), findings: [], problems: [] };
  return nativeCode.answerFunction({ fn: functionOf('f', fn), mounts, before }).findings;
}
