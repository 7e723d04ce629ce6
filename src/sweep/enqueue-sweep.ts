import { ScanError } from '../model/index.js';
import type { Policy, VexStatement } from '../policy/index.js';
import { isServer, markEnqueued, openQueue, QUEUE_TIMES, type QueueTimes } from '../store/index.js';
import type { FailLevel } from '../model/index.js';
import { analystVersion } from './collect/analyse-code.js';
import { withAwsAndStore } from './open-sweep.js';
import { surveyForRun } from './run-sweep.js';
import type { Expectations } from './judge/read-expected.js';
import type { SweepOptions } from './sweep-options.js';
import { wantedWork } from './collect/wanted-work.js';

/** The options of an enqueued run: the process that finishes it judges by the same rules. */
export interface EnqueuedPlan {
  readonly policy: Policy;
  readonly vex: readonly VexStatement[];
  readonly failOn: FailLevel | null;
  readonly expected: Expectations | null;
  readonly resumed: boolean;
  /** Gaps of the listing. */
  readonly calls: Readonly<Record<string, number>>;
}

export interface Enqueued {
  readonly run: number;
  readonly artifacts: number;
}

/** @throws ScanError for a store that only one process can use. */
export function requireServer(store: string): void {
  if (isServer(store)) return;
  throw new ScanError('usage', 'Workers share a store on a PostgreSQL server, and this one is a folder.', {
    hint: 'Set STOWAWAY_STORE to a postgres:// URL.',
  });
}

/**
 * Lists deployed functions and puts every new artifact on the queue, for workers to fetch, analyse and judge.
 * @throws ScanError when it cannot start.
 */
export async function enqueueSweep(
  options: SweepOptions,
  times: QueueTimes = QUEUE_TIMES,
): Promise<Enqueued> {
  const { store, policy, vex, failOn, expected, reanalyse } = options;
  requireServer(store);
  return withAwsAndStore(options, async (tools) => {
    const { aws, sql } = tools;
    const queue = await openQueue(sql);
    try {
      const { run } = await surveyForRun(tools, options);
      const wanted = await wantedWork(sql, run.id, { reanalyse, version: await analystVersion() });
      await queue.add(run.id, wanted, times);
      const plan: EnqueuedPlan = {
        policy,
        vex,
        failOn: failOn ?? null,
        expected,
        resumed: run.resumed,
        calls: Object.fromEntries(aws.calls),
      };
      await markEnqueued(sql, run.id, { plan, now: new Date() });
      return { run: run.id, artifacts: wanted.length };
    } finally {
      await queue.close();
    }
  });
}
