import type { PendingArtifacts } from './analyse.js';
import { joinFunction } from './functions/index.js';
import type { FunctionReport, ServerlessFunction } from './model/index.js';
import { judgeFunction, type Judge } from './policy/index.js';
import type { Acquisition } from './sources/index.js';

/** Waits for the artifacts that a function mounts, joins it with them and judges it. */
export async function finishFunction(
  fn: ServerlessFunction,
  { functionProblems }: Acquisition,
  { pending, judge }: { readonly pending: PendingArtifacts; readonly judge: Judge },
): Promise<FunctionReport> {
  const mounted = await Promise.all(
    fn.mounts.flatMap(
      ({ artifact, path }) => pending.get(artifact)?.then((analysed) => ({ analysed, path })) ?? [],
    ),
  );
  const artifacts = new Map(mounted.map(({ analysed }) => [analysed.id, analysed]));
  const mounts = mounted.map(({ analysed, path }) => ({ artifact: analysed.id, path }));
  const joined = joinFunction({ ...fn, mounts }, artifacts, functionProblems.get(fn.id) ?? []);
  const judged = judgeFunction(joined, artifacts, judge.accepts);
  return judge.function(judged, artifacts, fn.settings?.places?.get('runtime'));
}
