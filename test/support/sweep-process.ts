import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { PROJECT } from './project-files.js';
import { temporaryFolder } from './temporary-folder.js';

export interface FinishedProcess {
  /** Null: it was killed. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** User and system time, as last read from Linux. */
  readonly cpuSeconds: number;
  /** Resident, now and then: the first is early, the last late. */
  readonly megabytes: readonly number[];
}

const SAMPLE_MILLIS = 200;
// Of Linux on every machine that Node runs on.
const TICKS_PER_SECOND = 100;

function sampleOf(pid: number): { cpuSeconds: number; megabytes: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, , , , , , , , , , , user = '0', system = '0'] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return {
      cpuSeconds: (Number(user) + Number(system)) / TICKS_PER_SECOND,
      megabytes: Number(kilobytes) / 1024,
    };
  } catch {
    return null;
  }
}

/** Runs `stowaway sweep …` against an AWS of ours. @param killAfterMillis it is killed then, as the machine would. */
export async function sweepProcess(
  {
    endpoint,
    store,
    webhook = '',
    config,
  }: {
    readonly endpoint: string;
    readonly store: string;
    readonly webhook?: string;
    readonly config?: string;
  },
  args: readonly string[],
  killAfterMillis: number | null = null,
): Promise<FinishedProcess> {
  const rules = config === undefined ? ['--no-config'] : ['--config', config];
  const options = ['--endpoint-url', endpoint, '--pace', '1000', ...rules, '--log', 'json'];
  const child = spawn(process.execPath, [join(PROJECT, 'dist/cli/main.js'), 'sweep', ...args, ...options], {
    env: {
      PATH: process.env['PATH'],
      HOME: temporaryFolder(),
      STOWAWAY_STORE: store,
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'eu-west-1',
      WEBHOOK: webhook,
    },
  });
  const { pid = 0 } = child;
  let [stdout, stderr, cpuSeconds] = ['', '', 0];
  const megabytes: number[] = [];
  child.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  const sampling = setInterval(() => {
    const sample = sampleOf(pid);
    if (!sample) return;
    ({ cpuSeconds } = sample);
    megabytes.push(sample.megabytes);
  }, SAMPLE_MILLIS);
  const closed = once(child, 'close') as Promise<[number | null]>;
  if (killAfterMillis !== null) {
    await Promise.race([closed, wait(killAfterMillis)]);
    child.kill('SIGKILL');
  }
  const [status] = await closed;
  clearInterval(sampling);
  return { status, stdout, stderr, cpuSeconds, megabytes };
}
