import type { IncomingMessage } from 'node:http';

/** Why a request failed: reported, never fatal. */
export class ApiFailure extends Error {
  /** Of the answer; null when there was none. */
  readonly status: number | null;
  /** The wait that a rate limit requires; null for any other failure. */
  readonly waitMillis: number | null;

  constructor(message: string, status: number | null, waitMillis: number | null = null) {
    super(message);
    this.name = 'ApiFailure';
    this.status = status;
    this.waitMillis = waitMillis;
  }
}

/** The error of a request as a failure of the API. */
export function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError' || name === 'AbortError')
    return new ApiFailure("GitHub's API did not answer in time", null);
  const why = cause instanceof Error && cause.message !== '' ? cause.message : message;
  return new ApiFailure(`GitHub's API could not be reached: ${why}`, null);
}

/**
 * The wait that a rate limit requires; null for another answer.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function rateLimitWait({ statusCode, headers }: IncomingMessage, now: number): number | null {
  if (statusCode !== 403 && statusCode !== 429) return null;
  const after = Number(headers['retry-after'] ?? NaN);
  if (after >= 0) return after * 1000;
  const reset = Number(headers['x-ratelimit-reset'] ?? NaN);
  if (headers['x-ratelimit-remaining'] !== '0' || !(reset >= 0)) return null;
  // The API's clock may be a little ahead of ours.
  return Math.max(0, reset * 1000 - now) + 1000;
}

/**
 * Job permissions that requests need, by part of the path.
 * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
const PERMISSIONS = [
  ['/contents/', 'contents: read'],
  ['/commits/', 'contents: read'],
  ['/actions/', 'actions: read'],
  ['/pulls/', 'pull-requests: read'],
  ['/issues/', 'pull-requests: write'],
] as const;

/** The permission that may be missing when the API refuses a request or hides its resource (404); empty for other answers. */
export function permissionWords(status: number, path: string): string {
  const [, permission = null] = PERMISSIONS.find(([part]) => path.includes(part)) ?? [];
  if (permission === null || (status !== 403 && status !== 404)) return '';
  return status === 404
    ? `: it is not there, or the job lacks the permission "${permission}"`
    : `: the job lacks the permission "${permission}", or its token may only read, as in pull requests from forks`;
}

/** Rounded up. */
export function secondsOf(millis: number): string {
  return `${Math.ceil(millis / 1000)} s`;
}

/** A failure after which there is no time left for another try. */
export function outOfTime({ message, status, waitMillis }: ApiFailure): ApiFailure {
  const why =
    waitMillis === null
      ? 'this job has used up its time for requests'
      : `it requires a wait of ${secondsOf(waitMillis)}, which is longer than this job has left`;
  return new ApiFailure(`${message}; ${why}`, status, waitMillis);
}

/** Worth another try: an answer that is not about the request. */
export function isPassing({ status }: ApiFailure): boolean {
  return status === null || status >= 500 || status === 429;
}
