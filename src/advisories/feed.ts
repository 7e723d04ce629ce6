import {
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect, rootCertificates, type ConnectionOptions } from 'node:tls';
import { ScanError } from '../model/index.js';
import type { NetworkSettings } from './network-settings.js';

/*
 * The only place of the program that uses the network: GET requests of public advisory data. Nothing of a scan, and no
 * header beyond those of a conditional or resumed download, is sent.
 */

/** What a server sent to know its answer again by. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** Of a copy that is not there. */
export const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

export interface Fetched extends Validators {
  readonly body: Buffer;
}

const MAX_REDIRECTS = 5;
const IDLE_MILLISECONDS = 30_000;
const MAX_ATTEMPTS = 4;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export function failure(url: URL, why: string, cause?: unknown): ScanError {
  return new ScanError('network', `${url.origin}${url.pathname}: ${why}`, {
    hint: 'Try again later, or name a mirror with --db-url. The data you have stays in use.',
    cause,
  });
}

/** Data that decides what is safe is only taken over a connection that nobody can change. */
function checkScheme(url: URL): void {
  const allowed = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!allowed) throw failure(url, 'only https: is used (http: from this machine itself)');
}

/** Certificate authorities, when they are not just Node's own. */
type Trust = Pick<ConnectionOptions, 'ca'>;

/** Opens a tunnel through a proxy and speaks TLS in it. https://www.rfc-editor.org/rfc/rfc9110#CONNECT */
async function tunnel(
  proxy: URL,
  url: URL,
  trust: Trust,
): Promise<NonNullable<RequestOptions['createConnection']>> {
  const authority = `${url.hostname}:${url.port || '443'}`;
  const credentials = decodeURIComponent(`${proxy.username}:${proxy.password}`);
  const headers =
    proxy.username === ''
      ? {}
      : { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
  const asking = httpRequest(proxy, {
    method: 'CONNECT',
    path: authority,
    headers,
    timeout: IDLE_MILLISECONDS,
  });
  return new Promise((resolve, reject) => {
    asking.once('connect', (answer, socket) => {
      if (answer.statusCode !== 200)
        reject(failure(url, `the proxy ${proxy.host} answered ${answer.statusCode}`));
      else resolve(() => connect({ ...trust, socket, servername: url.hostname }));
    });
    asking.once('timeout', () => asking.destroy(failure(url, `the proxy ${proxy.host} does not answer`)));
    asking.once('error', reject);
    asking.end();
  });
}

async function startRequest(
  url: URL,
  headers: Record<string, string>,
  settings: NetworkSettings,
): Promise<ClientRequest> {
  checkScheme(url);
  if (url.protocol === 'http:') return httpRequest(url, { headers, timeout: IDLE_MILLISECONDS });
  const proxy = settings.proxyFor(url);
  const { certificates } = settings;
  const trust: Trust = certificates.length > 0 ? { ca: [...rootCertificates, ...certificates] } : {};
  const options = { ...trust, headers, timeout: IDLE_MILLISECONDS };
  if (!proxy) return httpsRequest(url, options);
  return httpsRequest(url, { ...options, createConnection: await tunnel(proxy, url, trust) });
}

function answerOf(asking: ClientRequest, url: URL): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    asking.once('response', resolve);
    asking.once('error', reject);
    asking.once('timeout', () =>
      asking.destroy(failure(url, `no answer for ${IDLE_MILLISECONDS / 1000} seconds`)),
    );
    asking.end();
  });
}

/** One GET; redirects are followed as long as each hop is allowed. The caller reads or destroys the answer. */
export async function get(
  url: URL,
  headers: Record<string, string>,
  settings: NetworkSettings,
): Promise<IncomingMessage> {
  let at = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const answer = await answerOf(await startRequest(at, headers, settings), at);
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

/** Worth another try: cut connections and a server's own errors, not refusals. */
export async function withRetries<T>(url: URL, attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof ScanError) throw error;
      if (tries === MAX_ATTEMPTS) throw failure(url, (error as Error).message, error);
      await new Promise((resolve) => setTimeout(resolve, 100 * 4 ** (tries - 1)));
    }
  }
}

/** @throws for an answer without the file: a ScanError when trying again is no use. */
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
  settings: NetworkSettings,
): Promise<Fetched | null> {
  const headers = {
    ...(known.etag === null ? {} : { 'if-none-match': known.etag }),
    ...(known.lastModified === null ? {} : { 'if-modified-since': known.lastModified }),
  };
  return withRetries(url, async () => {
    const answer = await get(url, headers, settings);
    try {
      if (answer.statusCode === 304) return null;
      checkStatus(url, answer);
      return { ...validatorsOf(answer), body: await bodyOf(answer) };
    } finally {
      answer.destroy();
    }
  });
}
