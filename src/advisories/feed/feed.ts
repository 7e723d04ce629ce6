import type { IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScanError } from '../../model/index.js';
import { sendRequest, secureAgent, type NetworkSettings } from '../../network/index.js';

/*
 * GET requests for public advisory data. They send no data of a scan, and only the headers of a conditional or resumed
 * download.
 */

/** Validators of a server's answer (ETag, date). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** How files are fetched. */
export interface Connection {
  /** Proxy and certificates. */
  readonly settings: NetworkSettings;
  /** The overall deadline: ends every request, and every wait for another try. */
  readonly deadline: AbortSignal;
}

/** Validators of a missing copy. */
export const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

export interface Fetched extends Validators {
  readonly body: Buffer;
}

/** Ends the hint of each update that failed. */
export const DATA_MEANWHILE = 'Until then, scans use what was downloaded before, else the starter.';

const MAX_REDIRECTS = 5;
const IDLE_MILLISECONDS = 30_000;
const MAX_ATTEMPTS = 4;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export function failure(url: URL, why: string, cause?: unknown): ScanError {
  return new ScanError('network', `${url.origin}${url.pathname}: ${why}`, {
    hint: `Try again later, or name a mirror (--db-url, --kev, --epss). ${DATA_MEANWHILE}`,
    cause,
  });
}

function lateFailure({ origin, pathname }: URL, cause: unknown): ScanError {
  return new ScanError('network', `${origin}${pathname}: the update exceeded its time limit`, {
    hint: 'Run it again: downloads continue where they stopped. Allow more time with --timeout.',
    cause,
  });
}

/** Rejects unencrypted connections: this data decides which packages are safe. */
function checkScheme(url: URL): void {
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!allowed) throw failure(url, 'only https: is used (http: from this machine itself)');
}

async function answerOf(
  url: URL,
  headers: Record<string, string>,
  { settings, deadline }: Connection,
): Promise<IncomingMessage> {
  checkScheme(url);
  try {
    const agent = await secureAgent(settings);
    return await sendRequest(url, { headers, agent, timeout: IDLE_MILLISECONDS, signal: deadline });
  } catch (error) {
    const { name, message } = error as Error;
    throw name === 'ProxyError' || name === 'TimeoutError' ? failure(url, message, error) : error;
  }
}

/** One GET; redirects are followed as long as each hop is allowed. The caller reads or destroys the answer. */
export async function get(
  url: URL,
  headers: Record<string, string>,
  connection: Connection,
): Promise<IncomingMessage> {
  let at = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const answer = await answerOf(at, headers, connection);
    const { location } = answer.headers;
    if (location === undefined || (answer.statusCode ?? 0) < 300 || answer.statusCode === 304) return answer;
    answer.destroy();
    at = new URL(location, at);
  }
  throw failure(url, `more than ${MAX_REDIRECTS} redirects`);
}

export function validatorsOf({ headers }: IncomingMessage): Validators {
  return { etag: headers.etag ?? null, lastModified: headers['last-modified'] ?? null };
}

async function bodyOf(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of answer) chunks.push(chunk as Buffer);
  if (!answer.complete) throw new Error('the connection was cut');
  return Buffer.concat(chunks);
}

/** Failures worth another try: lost connections and a server's own errors, not refusals; none after the deadline. */
export async function withRetries<T>(
  url: URL,
  { deadline }: Connection,
  attempt: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (deadline.aborted) throw lateFailure(url, error);
      if (error instanceof ScanError) throw error;
      if (tries === MAX_ATTEMPTS) throw failure(url, (error as Error).message, error);
      await sleep(100 * 4 ** (tries - 1), null, { signal: deadline }).catch(() => null);
    }
  }
}

/** @throws for an answer without the file: a ScanError when another try is useless. */
export function checkStatus(url: URL, { statusCode = 0 }: IncomingMessage): void {
  if (statusCode >= 500 || statusCode === 429) throw new Error(`the server answered ${statusCode}`);
  if (statusCode !== 200 && statusCode !== 206) throw failure(url, `the server answered ${statusCode}`);
}

/**
 * Fetches a small file whole.
 * @param known validators of the copy that the caller has.
 * @returns null when that copy is still current.
 * @throws ScanError `network`
 */
export async function fetchFile(
  url: URL,
  known: Validators,
  connection: Connection,
): Promise<Fetched | null> {
  const headers = {
    ...(known.etag === null ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === null ? {} : { 'if-modified-since': known.lastModified }),
  };
  return withRetries(url, connection, async () => {
    const answer = await get(url, headers, connection);
    try {
      if (answer.statusCode === 304) return null;
      checkStatus(url, answer);
      return { ...validatorsOf(answer), body: await bodyOf(answer) };
    } finally {
      answer.destroy();
    }
  });
}
