import { ScanError } from '../model/index.js';
import type { Environment } from './read-inputs.js';

/**
 * The runner's variables about the job.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/variables
 */
export interface Runner {
  readonly eventName: string;
  /** Files that the job's event is in, and that outputs and the summary are added to; null where there is none. */
  readonly eventFile: string | null;
  readonly outputFile: string | null;
  readonly summaryFile: string | null;
  readonly apiUrl: URL;
  /** `owner/name` */
  readonly repository: string;
  readonly workspace: string;
  readonly temporaryFolder: string;
  /** Page of the run; null when it is not known. */
  readonly runUrl: string | null;
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A token goes only over an encrypted connection. */
function apiUrlOf(text: string): URL {
  const url = URL.canParse(text) ? new URL(text.endsWith('/') ? text : `${text}/`) : null;
  if (url && (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))))
    return url;
  throw new ScanError('config', 'GITHUB_API_URL is no https: address.', {
    hint: 'Run this in a job of GitHub Actions, which sets it.',
  });
}

function runUrlOf(env: Environment): string | null {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: id } = env;
  return server && repository && id ? `${server}/${repository}/actions/runs/${id}` : null;
}

/** @throws ScanError when this is no job of GitHub Actions. */
export function readRunner(env: Environment): Runner {
  const { GITHUB_REPOSITORY: repository, GITHUB_WORKSPACE: workspace, RUNNER_TEMP: temporaryFolder } = env;
  if (!repository || !/^[\w.-]+\/[\w.-]+$/.test(repository) || !workspace || !temporaryFolder) {
    throw new ScanError('usage', 'This is no job of GitHub Actions.', {
      hint: 'Use `stowaway scan` here; `stowaway action` is what action.yml runs.',
    });
  }
  return {
    eventName: env['GITHUB_EVENT_NAME'] ?? '',
    // A runner, or a program in its place, may set a variable to nothing.
    eventFile: env['GITHUB_EVENT_PATH'] || null,
    outputFile: env['GITHUB_OUTPUT'] || null,
    summaryFile: env['GITHUB_STEP_SUMMARY'] || null,
    apiUrl: apiUrlOf(env['GITHUB_API_URL'] || 'https://api.github.com'),
    repository,
    workspace,
    temporaryFolder,
    runUrl: runUrlOf(env),
  };
}
