import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** @typedef {{ seconds: number, megabytes: number | null, status: number | null }} Measurement megabytes: peak resident memory */

const SAMPLE_MILLIS = 10;

/**
 * Runs a command to its end and discards its output.
 * @param {[string, ...string[]]} command
 * @param {{ cwd?: string, environment?: Record<string, string>, accept?: number[] }} [options]
 * @returns {Promise<Measurement>}
 * @throws Error when it exits with a status that is not accepted
 */
export async function measure([program, ...args], { cwd, environment = {}, accept = [0] } = {}) {
  const startedAt = performance.now();
  const child = spawn(program, args, {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let megabytes = null;
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint = (complaint + chunk).slice(-2000);
  });
  const sampler = setInterval(() => {
    megabytes = peakMegabytes(child.pid) ?? megabytes;
  }, SAMPLE_MILLIS);
  const status = await new Promise((resolve, reject) => {
    child.on('error', reject).on('close', resolve);
  }).finally(() => clearInterval(sampler));
  if (!accept.includes(status))
    throw new Error(`${program} ${args.join(' ')} exited ${status}: ${complaint}`);
  return { seconds: (performance.now() - startedAt) / 1000, megabytes, status };
}

/** The run of median time out of several. `prepare` is not measured. */
export async function median(times, run, prepare = () => {}) {
  const runs = [];
  for (let index = 0; index < times; index += 1) {
    prepare();
    runs.push(await run());
  }
  return runs.sort((a, b) => a.seconds - b.seconds)[times >> 1];
}

/** Linux records the peak of a process; other systems do not. */
function peakMegabytes(pid) {
  try {
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
