import { afterEach, expect, test } from 'vitest';
import type { ArtifactEvent } from '../../../src/sweep/sweep-events.js';
import { serveMetrics, type WorkerMetrics } from '../../../src/sweep/collect/worker-metrics.js';

let metrics: WorkerMetrics | undefined;
const time = { now: 0 };

afterEach(async () => {
  await metrics?.close();
  metrics = undefined;
});

async function open(): Promise<WorkerMetrics> {
  time.now = 0;
  metrics = await serveMetrics({ host: '127.0.0.1', port: 0, now: () => time.now });
  return metrics;
}

function artifact(outcome: ArtifactEvent['outcome'], bytes: number): ArtifactEvent {
  return {
    event: 'artifact',
    account: '111111111111',
    region: 'eu-west-1',
    function: 'arn:aws:lambda:eu-west-1:111111111111:function:a',
    artifact: 'function:abc',
    outcome,
    bytes,
    millis: 2500,
    attempt: 1,
    reason: null,
  };
}

async function get(path: string): Promise<{ status: number; text: string; type: string | null }> {
  const response = await fetch((metrics?.url ?? '') + path);
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
}

test('the work of a worker is reported in the format of Prometheus', async () => {
  const { event, progress } = await open();
  event(artifact('stored', 1000));
  event(artifact('stored', 500));
  event(artifact('again', 0));
  progress({ stage: 'fetch', done: 3, of: 10 });
  const { status, text, type } = await get('metrics');
  expect(status).toBe(200);
  expect(type).toContain('version=0.0.4');
  expect(text).toContain('stowaway_artifacts_total{outcome="stored"} 2\n');
  expect(text).toContain('stowaway_artifacts_total{outcome="again"} 1\n');
  expect(text).toContain('stowaway_downloaded_bytes_total 1500\n');
  expect(text).toContain('stowaway_artifact_seconds_bucket{le="3"} 3\n');
  expect(text).toContain('stowaway_artifacts_left 7\n');
  expect(text).toMatch(/^process_resident_memory_bytes \d+$/m);
  event({ event: 'finished', run: 1, complete: true, functions: 1, open: 0, new: 0 });
  expect((await get('metrics')).text).toContain('stowaway_sweeps_finished_total{complete="true"} 1\n');
});

test('a worker is well while it reaches its store', async () => {
  const { alive } = await open();
  expect(await get('health')).toMatchObject({ status: 200, text: '{"status":"ok"}' });
  time.now = 200_000;
  expect((await get('health')).status).toBe(503);
  alive();
  expect((await get('health')).status).toBe(200);
});

test('there is nothing else', async () => {
  await open();
  expect((await get('')).status).toBe(404);
  expect((await fetch(`${metrics?.url ?? ''}metrics`, { method: 'POST' })).status).toBe(404);
});

test('a port that is taken is reported', async () => {
  const { url } = await open();
  const port = Number(new URL(url).port);
  const taken = serveMetrics({ host: '127.0.0.1', port, now: () => 0 });
  await expect(taken).rejects.toThrow(`port ${port} (EADDRINUSE)`);
});
