import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { describeStatus } from '../../src/sweep/describe/describe-status.js';
import { enqueueSweep } from '../../src/sweep/enqueue-sweep.js';
import { runSweep } from '../../src/sweep/run-sweep.js';
import { runWorker, type WorkerOptions } from '../../src/sweep/run-worker.js';
import type { SweepEvent } from '../../src/sweep/sweep-events.js';
import { sweepStatus } from '../../src/sweep/describe/sweep-status.js';
import { openAwsAccount, OWN_ACCOUNT } from '../support/aws-account.js';
import { useAwsServer } from '../support/aws-tests.js';
import { NO_MOTO } from '../support/moto-process.js';
import { contentsOf } from '../support/store-contents.js';
import { useStores } from '../support/stores.js';
import { sweepOptions } from '../support/sweep-options.js';
import { OLD, packageAt, plainZip, zipWith } from '../support/sweep-zips.js';
import { buildZip } from '../support/zip-builder.js';

vi.setConfig({ testTimeout: 120_000 });
const aws = useAwsServer();
const newStore = useStores('server');
const MEMBER = '222222222222';
const TIMES = { leaseSeconds: 2, retrySeconds: 1 };
const POISON = plainZip('poison');
const POISON_HASH = createHash('sha256').update(POISON).digest('hex');
const SCOPE = {
  organization: false,
  accounts: [OWN_ACCOUNT, MEMBER],
  regions: ['eu-west-1'],
  role: { name: 'audit', externalId: 'x' },
};

function worker(store: string, more: Partial<WorkerOptions> = {}): WorkerOptions {
  const stop = new AbortController().signal;
  return {
    ...sweepOptions(aws.server.url, store, { scope: SCOPE }),
    stop,
    once: true,
    onAlive: () => undefined,
    ...more,
  };
}

function enqueue(store: string) {
  return enqueueSweep(sweepOptions(aws.server.url, store, { scope: SCOPE }), TIMES);
}

describe('workers', () => {
  beforeAll(async () => {
    if (NO_MOTO !== null) return;
    const own = await openAwsAccount(aws.server.url, 'eu-west-1');
    const member = await openAwsAccount(aws.server.url, 'eu-west-1', MEMBER);
    const layer = await own.addLayer('shared', buildZip(packageAt('nodejs/node_modules', OLD)));
    await own.addFunction('layered', plainZip('layered'), { Layers: [layer] });
    for (let at = 0; at < 8; at += 1) await own.addFunction(`fn-${at}`, zipWith(`fn-${at}`, OLD));
    await own.addFunction('twin', zipWith('fn-0', OLD));
    await member.addFunction('member', zipWith('member', OLD));
  }, 120_000);

  test('two of them do the work of one sweep, each artifact once, and one of them decides', async () => {
    const [alone, shared] = [newStore(), newStore()];
    await runSweep(sweepOptions(aws.server.url, alone, { scope: SCOPE }));
    aws.server.downloads.length = 0;
    expect(await enqueue(shared)).toEqual({ run: 1, artifacts: 11 });
    expect(await enqueue(shared)).toEqual({ run: 1, artifacts: 11 });
    const results = await Promise.all([runWorker(worker(shared)), runWorker(worker(shared))]);
    expect(results.map(({ artifacts }) => artifacts).reduce((sum, count) => sum + count)).toBe(11);
    expect(new Set(aws.server.downloads).size).toBe(aws.server.downloads.length);
    const [report, ...others] = results.flatMap(({ finished }) => finished);
    expect(others).toEqual([]);
    expect(report?.artifacts.downloadedBytes).toBeGreaterThan(1000);
    expect(report?.calls).toMatchObject({ 'lambda:GetFunction': 10, 'lambda:GetLayerVersion': 1 });
    expect(await contentsOf(shared)).toEqual(await contentsOf(alone));
    const again = await enqueue(shared);
    expect(again).toEqual({ run: 2, artifacts: 0 });
    const [next] = (await runWorker(worker(shared))).finished;
    expect(next).toMatchObject({ new: [], fixed: [], artifacts: { fetched: 0, downloadedBytes: 0 } });
  });

  test('an artifact that fails each time is set aside with its reason, makes the run incomplete, and is listed by the status', async () => {
    const store = newStore();
    const own = await openAwsAccount(aws.server.url, 'eu-west-1');
    await own.addFunction('poison', POISON);
    // Each attempt of a worker is three of the download.
    aws.server.downloadFaults.set(
      POISON_HASH,
      Array.from({ length: 12 }, () => 'broken' as const),
    );
    await enqueue(store);
    const events: SweepEvent[] = [];
    const { finished } = await runWorker(worker(store, { onEvent: (event) => events.push(event) }));
    expect(events.filter((event) => event.event === 'artifact' && event.outcome === 'again')).toHaveLength(4);
    expect(finished[0]?.complete).toBe(false);
    const reason = 'It was set aside after 4 attempts: download failed, also when repeated';
    expect(finished[0]?.gaps.map((gap) => gap.reason)).toContainEqual(expect.stringContaining(reason));
    const text = describeStatus(await sweepStatus(store));
    expect(text).toMatch(/^Sweep 1: incomplete, started /);
    expect(text).toContain(reason);
    expect(JSON.stringify(events)).not.toContain('X-Amz-Signature');
    // The next night it is tried again.
    expect((await enqueue(store)).artifacts).toBe(1);
    expect(describeStatus(await sweepStatus(store))).toContain(
      'Workers are busy with sweep 2: 1 artifact waiting',
    );
    expect((await runWorker(worker(store))).finished[0]?.complete).toBe(true);
  });

  test('a stopped worker finishes its jobs and takes no more; an aborted one gives them back', async () => {
    const store = newStore();
    await enqueue(store);
    const [stop, end] = [new AbortController(), new AbortController()];
    const stopping = await runWorker(
      worker(store, { jobs: 1, stop: stop.signal, onEvent: () => stop.abort() }),
    );
    expect(stopping).toMatchObject({ artifacts: 1, finished: [] });
    const events: SweepEvent[] = [];
    const ending = runWorker(
      worker(store, { stop: end.signal, signal: end.signal, onEvent: (event) => events.push(event) }),
    );
    await vi.waitFor(async () => expect((await sweepStatus(store)).queue?.active).toBeGreaterThan(0), 60_000);
    end.abort(new Error('killed'));
    await ending;
    const { queue } = await sweepStatus(store);
    expect(queue).toMatchObject({ active: 0, setAside: 0 });
    expect((await runWorker(worker(store))).finished).toHaveLength(1);
  });

  test('a plain sweep does not take over what a live worker is at, and does when the worker is gone', async () => {
    const store = newStore();
    await enqueue(store);
    const stop = new AbortController();
    const refused: unknown[] = [];
    const working = runWorker(
      worker(store, {
        jobs: 1,
        stop: stop.signal,
        onEvent(event) {
          if (event.event !== 'artifact' || refused.length > 0) return;
          // The worker continues meanwhile.
          refused.push(
            runSweep(sweepOptions(aws.server.url, store, { scope: SCOPE })).catch((error: unknown) => error),
          );
        },
      }),
    );
    await vi.waitFor(() => expect(refused).toHaveLength(1), 60_000);
    expect(await refused[0]).toMatchObject({ message: 'Workers are busy with sweep 1 of this store.' });
    stop.abort();
    await working;
    const report = await runSweep(sweepOptions(aws.server.url, store, { scope: SCOPE }));
    expect(report).toMatchObject({ run: 1, resumed: true });
  });

  test('sweeps of other places wait until workers are done', async () => {
    const store = newStore();
    await enqueue(store);
    const other = { ...SCOPE, accounts: [OWN_ACCOUNT] };
    await expect(runSweep(sweepOptions(aws.server.url, store, { scope: other }))).rejects.toThrow(
      'Workers are still busy with sweep 1',
    );
    // A worker for the same places does the rest.
    const report = await runSweep(sweepOptions(aws.server.url, store, { scope: SCOPE }));
    expect(report).toMatchObject({ run: 1, resumed: true });
    expect((await runWorker(worker(store))).finished).toEqual([]);
  });

  test('a folder cannot be shared', async () => {
    await expect(enqueue('/tmp/folder')).rejects.toThrow('PostgreSQL server');
    await expect(runWorker(worker('/tmp/folder'))).rejects.toThrow('PostgreSQL server');
  });
});
