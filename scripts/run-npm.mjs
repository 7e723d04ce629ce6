import { execFileSync } from 'node:child_process';

/**
 * Runs npm in a folder, by the npm that started us where there is one (on Windows `npm` alone cannot be spawned).
 * The user's registry configuration holds; install scripts never run.
 * @param {string[]} args
 * @param {{ cwd: string, quiet?: boolean }} options quiet: keep its output for the error, else pass it on to stderr.
 * @returns {string} what it printed, '' unless quiet.
 */
export function runNpm(args, { cwd, quiet = false }) {
  const [command, first] = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, [process.env.npm_execpath]]
    : ['npm', []];
  const output = execFileSync(command, [...first, ...args], {
    cwd,
    encoding: 'utf8',
    env: {
      ...process.env,
      npm_config_ignore_scripts: 'true',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
    },
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', quiet ? 'pipe' : 2, quiet ? 'pipe' : 2],
  });
  return output ?? '';
}
