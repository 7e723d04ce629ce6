import type { SendingResult } from '../sent-notices.js';
import { randomUUID } from 'node:crypto';
import {
  noteSending,
  noticeCounts,
  reviseNotices,
  saveGaps,
  unsentNotices,
  writeNotice,
} from '../../store/index.js';
import { sendNotice, type Senders } from './send-notice.js';
import type { Sink } from './sinks.js';

async function notifySink(sink: Sink, run: number, senders: Senders): Promise<SendingResult[]> {
  const { sql, now } = senders;
  await reviseNotices(sql, sink.id, run);
  const sendsAside = sink.kind === 'securityhub';
  await writeNotice(sql, { id: randomUUID(), sink: sink.id, run }, { now, sendsAside });
  const results: SendingResult[] = [];
  for (const notice of await unsentNotices(sql, sink.id)) {
    const counts = await noticeCounts(sql, notice.id);
    const problem = await sendNotice(sink, notice, senders);
    await noteSending(sql, notice.id, { problem, now });
    results.push({ sink: sink.id, findings: counts.reduce((sum, { count }) => sum + count, 0), problem });
  }
  return results;
}

/**
 * Sends a run's findings to sinks, each finding once. A notice is stored before it is sent: after an interruption it is sent
 * again, with the same id. A refused notice waits for the next sweep, and fails nothing.
 */
export async function notifySinks(
  sinks: readonly Sink[],
  run: number,
  senders: Senders,
): Promise<SendingResult[]> {
  const results: SendingResult[] = [];
  for (const sink of sinks) results.push(...(await notifySink(sink, run, senders)));
  const gaps = results.flatMap(({ sink, problem }) =>
    problem === null
      ? []
      : [
          {
            account: senders.aws.own.account,
            region: null,
            action: 'notify',
            resource: sink,
            status: 'failed',
            reason: `The notice to ${sink} could not be sent: ${problem} The next sweep tries again.`,
            affectsCompleteness: false,
          },
        ],
  );
  await saveGaps(senders.sql, run, gaps);
  return results;
}
