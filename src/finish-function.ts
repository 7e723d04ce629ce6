import type { PendingArtifacts } from './analyse.js';
import { mountedArtifacts, type ApplicationStores } from './application-stores.js';
import { joinFunction, mayTakeStored } from './functions/index.js';
import type { FunctionReport, ServerlessFunction } from './model/index.js';
import { judgeFunction, type Judge } from './policy/index.js';
import type { Acquisition } from './sources/index.js';

interface FinishContext {
  readonly pending: PendingArtifacts;
  readonly stores: ApplicationStores;
  readonly judge: Judge;
}

/** Waits for the artifacts that a function mounts, joins it with them and judges it. */
export async function finishFunction(
  fn: ServerlessFunction,
  { functionProblems }: Acquisition,
  { pending, stores, judge }: FinishContext,
): Promise<FunctionReport> {
  const { artifacts, mounts } = await mountedArtifacts(fn, pending);
  const joined = joinFunction({ ...fn, mounts }, artifacts, {
    problems: functionProblems.get(fn.id) ?? [],
    // A function that takes nothing out of resources waits for no other one.
    stored: mayTakeStored({ ...fn, mounts }, artifacts) ? await stores.of(fn) : [],
  });
  const judged = judgeFunction(joined, artifacts, judge.accepts);
  return judge.function(judged, artifacts, fn.settings?.places?.get('runtime'));
}
