import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} Measurement
 * @property {number} seconds wall time: on a busy machine it holds the work of others
 * @property {number} processorSeconds user and system, of the command and all that it started
 * @property {number | null} megabytes peak resident memory
 * @property {number | null} status
 */

const SAMPLE_MILLIS = 10;

/** Runs a command and writes the processor times of what it ran to descriptor 3: https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#times */
const TIMED = '"$@"; status=$?; times >&3; exit $status';
const SHELL_TIME = /(\d+)m([\d.]+)s/g;

/**
 * Runs a command to its end. Its output goes to a file, or is discarded.
 * @param {[string, ...string[]]} command
 * @param {{ cwd?: string, environment?: Record<string, string>, accept?: number[], output?: string }} [options]
 * @returns {Promise<Measurement>}
 * @throws Error when it exits with a status that is not accepted
 */
export async function measure([program, ...args], { cwd, environment = {}, accept = [0], output } = {}) {
  const to = output === undefined ? 'ignore' : openSync(output, 'w');
  const startedAt = performance.now();
  const child = spawn('sh', ['-c', TIMED, 'sh', program, ...args], {
    cwd,
    env: { ...process.env, ...environment },
    stdio: ['ignore', to, 'pipe', 'pipe'],
  });
  if (output !== undefined) closeSync(to);
  let megabytes = null;
  let complaint = '';
  let times = '';
  child.stdio[3].on('data', (chunk) => {
    times += chunk;
  });
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
  const seconds = (performance.now() - startedAt) / 1000;
  return { seconds, processorSeconds: processorSeconds(times), megabytes, status };
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

/** The second line has the times of the shell's children. */
function processorSeconds(times) {
  const [, children = ''] = times.split('\n');
  return [...children.matchAll(SHELL_TIME)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
}

/** Linux records the peak of a process; other systems do not. @param shell process id of the shell that runs the command. */
function peakMegabytes(shell) {
  try {
    const [child] = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').split(' ');
    const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
