import pLimit from 'p-limit';
import type { Trigger } from '../../model/index.js';
import type { SourceReader } from '../sources/read-sources.js';

/** A trigger with the ARN of the source that its configuration names. */
export interface SourcedTrigger extends Trigger {
  readonly source?: string;
}

/** Sources that are read side by side; the rate of calls is limited elsewhere. */
const SIDE_BY_SIDE = 16;

async function identified(
  { source, ...trigger }: SourcedTrigger,
  functionArn: string,
  sources: SourceReader,
): Promise<Trigger> {
  const callers = source === undefined ? null : await sources.callersOf(source, functionArn);
  return callers ? { ...trigger, ...callers } : trigger;
}

/** Triggers by the ARN of their function, or of a version of it. */
type TriggersByFunction = ReadonlyMap<string, readonly SourcedTrigger[]>;

/**
 * Finds out who may cause the events of triggers: each source that starts a function of the region is read once.
 * Refused calls leave the callers unknown.
 */
export async function identifySources(
  sources: SourceReader,
  found: TriggersByFunction,
): Promise<ReadonlyMap<string, readonly Trigger[]>> {
  const limit = pLimit(SIDE_BY_SIDE);
  const all = await Promise.all(
    [...found].map(async ([arn, triggers]) => {
      const functionArn = arn.split(':').slice(0, 7).join(':');
      const own = triggers.map((one) => limit(() => identified(one, functionArn, sources)));
      return [arn, await Promise.all(own)] as const;
    }),
  );
  return new Map(all);
}
