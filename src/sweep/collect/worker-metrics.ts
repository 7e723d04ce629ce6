import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ScanError } from '../../model/index.js';
import { requirePackage } from '../../store/index.js';
import type { SweepEvent } from '../sweep-events.js';
import type { SweepProgress } from '../sweep-options.js';

export interface MetricsOptions {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Milliseconds. */
  readonly now: () => number;
}

/** Numbers of a worker, for Prometheus, and its health. */
export interface WorkerMetrics {
  readonly url: string;
  readonly event: (event: SweepEvent) => void;
  readonly progress: (progress: SweepProgress) => void;
  /** The worker reached its store. */
  readonly alive: () => void;
  close(): Promise<void>;
}

/** A worker that did not reach its store for this long is unhealthy; it waits two minutes for a restart of the server. */
const SILENT_MILLIS = 180_000;

/** @throws ScanError when the package is not installed. */
async function openRegistry() {
  const { default: client } = await requirePackage('prom-client', () => import('prom-client'));
  const registry = new client.Registry();
  const registers = [registry];
  client.collectDefaultMetrics({ register: registry });
  return {
    registry,
    artifacts: new client.Counter({
      name: 'stowaway_artifacts_total',
      help: 'Processed artifacts, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    bytes: new client.Counter({
      name: 'stowaway_downloaded_bytes_total',
      help: 'Bytes of code downloaded',
      registers,
    }),
    seconds: new client.Histogram({
      name: 'stowaway_artifact_seconds',
      help: 'Time to process an artifact',
      buckets: [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000],
      registers,
    }),
    left: new client.Gauge({
      name: 'stowaway_artifacts_left',
      help: 'Artifacts of the run that are not processed yet, when last checked',
      registers,
    }),
    sweeps: new client.Counter({
      name: 'stowaway_sweeps_finished_total',
      help: 'Sweeps that this worker judged',
      labelNames: ['complete'],
      registers,
    }),
  };
}

type Registry = Awaited<ReturnType<typeof openRegistry>>;

function count(event: SweepEvent, { artifacts, bytes, seconds, left, sweeps }: Registry): void {
  if (event.event === 'artifact') {
    artifacts.inc({ outcome: event.outcome });
    bytes.inc(event.bytes);
    seconds.observe(event.millis / 1000);
  } else if (event.event === 'finished') {
    sweeps.inc({ complete: String(event.complete) });
    left.set(0);
  }
}

function answer(response: ServerResponse, status: number, [type, body]: readonly [string, string]): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(body);
}

/**
 * Answers `/metrics` and `/health`.
 * @throws ScanError when it cannot listen there, or the package is not installed.
 */
export async function serveMetrics({ host, port, now }: MetricsOptions): Promise<WorkerMetrics> {
  const registry = await openRegistry();
  let aliveAt = now();
  const server = createServer((request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (isRead && request.url === '/metrics') {
      void registry.registry
        .metrics()
        .then((text) => answer(response, 200, [registry.registry.contentType, text]));
    } else if (isRead && request.url === '/health') {
      const isWell = now() - aliveAt < SILENT_MILLIS;
      const status = JSON.stringify({ status: isWell ? 'ok' : 'the store has not answered for minutes' });
      answer(response, isWell ? 200 : 503, ['application/json', status]);
    } else answer(response, 404, ['text/plain', 'There are /metrics and /health.\n']);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) =>
      reject(
        new ScanError('usage', `Metrics cannot be served on port ${port} (${cause.code ?? 'unknown'}).`, {
          hint: 'Give another --metrics-port or --metrics-host.',
          cause,
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`,
    event: (event) => count(event, registry),
    progress: ({ done, of }) => registry.left.set((of ?? done) - done),
    alive: () => (aliveAt = now()),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
