import type { WantedRow } from '../store/index.js';
import type { ArtifactOutcome } from './collect/collect-artifact.js';

/** An artifact was processed. */
export interface ArtifactEvent {
  readonly event: 'artifact';
  readonly account: string;
  readonly region: string;
  /** ARN of the function that it was seen with first. */
  readonly function: string;
  /** Kind and hash; a layer's ARN. */
  readonly artifact: string;
  /** `again` it failed and is tried later · `returned` it goes back unfinished because the worker ends. */
  readonly outcome: ArtifactOutcome['outcome'] | 'again' | 'returned';
  readonly bytes: number;
  readonly millis: number;
  readonly attempt: number;
  readonly reason: string | null;
}

/** A run was judged and is at its end. */
export interface FinishedEvent {
  readonly event: 'finished';
  readonly run: number;
  readonly complete: boolean;
  readonly functions: number;
  readonly open: number;
  readonly new: number;
}

/** A sweep's record of its work: names and counts, never contents, links or values of variables. */
export type SweepEvent = ArtifactEvent | FinishedEvent | { readonly event: 'waiting' | 'stopping' };

/** The outcome of an artifact, as an event. */
export function artifactEvent(
  { account, region, function: arn, key }: WantedRow,
  { outcome, bytes, gap }: Omit<ArtifactOutcome, 'outcome'> & Pick<ArtifactEvent, 'outcome'>,
  { started, attempt }: { readonly started: number; readonly attempt: number },
): ArtifactEvent {
  const millis = Math.round(performance.now() - started);
  return {
    event: 'artifact',
    account,
    region,
    function: arn,
    artifact: key,
    outcome,
    bytes,
    millis,
    attempt,
    reason: gap?.reason ?? null,
  };
}
