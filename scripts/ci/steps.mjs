import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export const projectFolder = join(import.meta.dirname, '../..');

/** Everything that CI writes. */
export const workFolder = join(projectFolder, 'build/ci');

/**
 * Runs a program, its output passed on.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, expect?: number }} [options] quiet: return what it prints
 * instead of passing it on; expect: the exit code that is right.
 * @returns {string} standard output if quiet, else ''.
 * @throws Error when it could not be started or ended with another code.
 */
export function run(command, args, options = {}) {
  const { cwd, env, quiet, expect } = { cwd: projectFolder, quiet: false, expect: 0, ...options };
  const output = quiet ? 'pipe' : 'inherit';
  const result = spawnSync(command, args, {
    cwd,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', output, output],
  });
  if (result.error) throw result.error;
  const printed = quiet ? result : { stdout: '', stderr: '' };
  if (result.status === expect) return printed.stdout;
  const ended = result.signal ?? `exit code ${result.status}`;
  throw new Error(`${command} ${args.join(' ')}: ${ended}, expected ${expect}\n${printed.stderr}`);
}

function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** Counts passed and failed steps, and prints the time of each. */
export function newTally() {
  const rows = [];

  async function timed(title, step) {
    console.log(`\n=== ${title}`);
    const since = performance.now();
    let outcome;
    try {
      outcome = await step();
    } catch (error) {
      outcome = { error };
      console.error(error.message);
    }
    const row = { title, passed: 0, failed: 0, took: seconds(since) };
    rows.push(row);
    return { outcome, row };
  }

  return {
    /**
     * A step that passes unless it throws.
     * @returns {Promise<any>} what it returned, undefined when it failed.
     */
    async check(title, step) {
      const { outcome, row } = await timed(title, step);
      row[outcome?.error ? 'failed' : 'passed'] = 1;
      return outcome?.error ? undefined : outcome;
    },

    /** A step that returns how many tests passed and failed. */
    async suite(title, step) {
      const { outcome, row } = await timed(title, step);
      Object.assign(row, outcome.error ? { failed: 1 } : outcome);
    },

    /** Prints the steps and, as the last line, the sums. Returns the exit code. */
    print() {
      console.log('\n=== Summary');
      for (const { title, passed, failed, took } of rows) {
        console.log(
          `${failed > 0 ? 'FAILED' : 'ok    '}  ${title}: ${passed} passed, ${failed} failed (${took})`,
        );
      }
      const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
      console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
      return sum('failed') > 0 ? 1 : 0;
    },
  };
}
