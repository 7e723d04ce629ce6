/** Entry point of a worker thread: the pools send jobs here. What a stored result does not need is loaded late. */
import { Tinypool } from 'tinypool';
import type { NpmTree, NpmTreeJob } from '../published/index.js';
import { loadAnalysis } from './load-analysis.js';
import type { ThreadData } from './worker-thread.js';

export { analyseArtifact } from './analyse-artifact.js';
export { helpWithArtifact } from './helping-thread.js';
export { readTarball } from './read-tarball.js';

/** The tree that npm would install: see published/resolve-npm-tree.ts. */
export async function resolveNpmTree(job: NpmTreeJob): Promise<NpmTree> {
  const published = await import('../published/index.js');
  return published.resolveNpmTree(job);
}

// While the targets are still being read. A failure is reported by the job that needs the code.
if ((Tinypool.workerData as ThreadData | undefined)?.loadsAnalysis) loadAnalysis().catch(() => undefined);
