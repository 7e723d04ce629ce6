import { Command, InvalidArgumentError } from 'commander';
import { EXIT } from '../../policy/index.js';
import {
  runWorker,
  serveMetrics,
  type SweepReport,
  type WorkerMetrics,
  type WorkerOptions,
} from '../../sweep/index.js';
import { secondsOfTimer } from '../option-values.js';
import { addWork, endOnSignals, optionsOf, type WorkFlags } from './sweep-flags.js';

/** The conditions under which a sweep fails. */
export interface GateFlags {
  readonly newOnly?: boolean;
  readonly allowIncomplete?: boolean;
}

interface WorkerFlags extends WorkFlags, GateFlags {
  readonly once?: boolean;
  readonly grace: number;
  readonly metricsPort?: number;
  readonly metricsHost: string;
}

const GRACE_SECONDS = 25;

function portNumber(value: string): number {
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('It must be 0 to 65535.');
  return port;
}

/** Adds the options that make a sweep fail. */
export function addGate(command: Command): Command {
  return command
    .option('--new-only', 'fail only on findings that are new in this sweep')
    .option('--allow-incomplete', 'do not fail because the sweep is incomplete');
}

/** The exit code of a sweep. */
export function exitCodeOf({ functions, complete, fails }: SweepReport, flags: GateFlags): number {
  if (flags.newOnly ? fails.new : fails.open) return EXIT.findings;
  if (!complete && !flags.allowIncomplete) return EXIT.incomplete;
  return functions.functions === 0 ? EXIT.nothing : EXIT.clean;
}

async function metricsOf({
  metricsPort: port,
  metricsHost: host,
  log,
}: WorkerFlags): Promise<WorkerMetrics | null> {
  if (port === undefined) return null;
  const metrics = await serveMetrics({ host, port, now: () => performance.now() });
  if (log === 'text') process.stderr.write(`Metrics: ${metrics.url}metrics\n`);
  return metrics;
}

async function workAsWorker(flags: WorkerFlags): Promise<void> {
  const { stop, signal } = endOnSignals(flags.grace * 1000);
  const options = await optionsOf(flags, signal);
  const metrics = await metricsOf(flags);
  const work: WorkerOptions = {
    ...options,
    stop,
    once: flags.once ?? false,
    onAlive: () => metrics?.alive(),
    onEvent(event) {
      options.onEvent(event);
      metrics?.event(event);
    },
    onProgress(progress) {
      options.onProgress(progress);
      metrics?.progress(progress);
    },
  };
  try {
    const last = (await runWorker(work)).finished.at(-1);
    if (flags.once && last) process.exitCode = exitCodeOf(last, flags);
  } finally {
    await metrics?.close();
  }
}

/** `stowaway sweep worker`: fetches, analyses and judges what `sweep --enqueue` listed. */
export function workerCommand(): Command {
  const command = new Command('worker').description(
    'analyse what `sweep --enqueue` listed, beside any number of other workers, until stopped',
  );
  return addGate(addWork(command))
    .option(
      '--once',
      "end when no work is left; the worker that judges the sweep exits with the sweep's exit code",
    )
    .option('--metrics-port <port>', 'port for /metrics (Prometheus) and /health', portNumber)
    .option('--metrics-host <host>', 'address for /metrics and /health', '127.0.0.1')
    .option(
      '--grace <seconds>',
      'time to finish current artifacts after SIGTERM',
      secondsOfTimer,
      GRACE_SECONDS,
    )
    .action(workAsWorker)
    .addHelpText(
      'after',
      '\nExamples:\n  $ stowaway sweep worker --role-name audit/stowaway --external-id nightly\n  $ stowaway sweep worker --once --jobs 4 --log json',
    );
}
