import type { AccountAccess, Aws, MemberRole } from '../../aws/index.js';
import { isRunning, saveGaps, type Lease, type Queue, type Sql } from '../../store/index.js';
import type { Analyst } from './analyse-code.js';
import { collectArtifact, type ArtifactOutcome } from './collect-artifact.js';
import { artifactEvent, type ArtifactEvent } from '../sweep-events.js';

export interface WorkOptions {
  readonly sql: Sql;
  readonly queue: Queue;
  readonly aws: Aws;
  readonly analyst: Analyst;
  /** See ArtifactOptions. */
  readonly folder: string;
  readonly accessTo: (account: string) => Promise<AccountAccess>;
  /** Calls of AWS since the last answer. */
  readonly newCalls: () => Readonly<Record<string, number>>;
  /** Ends current work and returns it to the queue. */
  readonly signal: AbortSignal;
}

/** Enters each account when it is first needed, once. */
export function accountsOf(aws: Aws, role: MemberRole): WorkOptions['accessTo'] {
  const entered = new Map<string, Promise<AccountAccess>>([[aws.own.account, Promise.resolve(aws.own)]]);
  return (account) => {
    const access = entered.get(account) ?? aws.member(account, role);
    entered.set(account, access);
    // After a refusal, it is requested again at the next artifact.
    access.catch(() => entered.delete(account));
    return access;
  };
}

/** Counts calls in pieces: each is handed over once. */
export function callsInPieces(calls: ReadonlyMap<string, number>): WorkOptions['newCalls'] {
  const counted = new Map<string, number>();
  return () => {
    const piece = [...calls].flatMap(([action, count]) => {
      const fresh = count - (counted.get(action) ?? 0);
      counted.set(action, count);
      return fresh > 0 ? [[action, fresh] as const] : [];
    });
    return Object.fromEntries(piece);
  };
}

/** Another attempt may help unless the call was forbidden or the object is missing. */
function mayHelp({ gap }: ArtifactOutcome): boolean {
  return gap?.status === 'failed' || gap?.status === 'throttled';
}

async function collect(lease: Lease, options: WorkOptions): Promise<ArtifactOutcome> {
  // Remains of a run that was abandoned, or that another process finished.
  if (!(await isRunning(options.sql, lease.run))) return { outcome: 'known', bytes: 0, gap: null };
  return collectArtifact(lease.row, options);
}

/** Reports an artifact's outcome to the queue. */
async function settle(
  { id, run }: Lease,
  outcome: ArtifactOutcome,
  { sql, queue, newCalls }: WorkOptions,
): Promise<ArtifactEvent['outcome']> {
  const { gap, bytes } = outcome;
  if (gap && mayHelp(outcome)) {
    await queue.fail(id, { action: gap.action, reason: gap.reason });
    return 'again';
  }
  if (gap) await saveGaps(sql, run, [gap]);
  await queue.complete(id, { bytes, calls: newCalls() });
  return outcome.outcome;
}

/** An error of this machine or of stowaway; its message may quote scanned text. */
function failureOf(error: unknown) {
  const { code, name } = error as { code?: unknown; name?: unknown };
  const word = typeof code === 'string' ? code : String(name);
  return { action: 'analyse', reason: `The worker failed on it (${word}).` };
}

/** Processes one artifact of the queue; in any case, it is completed, failed or given back. */
export async function workOnArtifact(lease: Lease, options: WorkOptions): Promise<ArtifactEvent> {
  const { queue, signal } = options;
  const { id, row, attempt } = lease;
  const timing = { started: performance.now(), attempt };
  const nothing = { bytes: 0, gap: null };
  try {
    const outcome = await collect(lease, options);
    return artifactEvent(row, { ...outcome, outcome: await settle(lease, outcome, options) }, timing);
  } catch (error) {
    if (signal.aborted) {
      await queue.giveBack([id]);
      return artifactEvent(row, { ...nothing, outcome: 'returned' }, timing);
    }
    const failure = failureOf(error);
    await queue.fail(id, failure);
    return { ...artifactEvent(row, { ...nothing, outcome: 'again' }, timing), reason: failure.reason };
  }
}
