import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Agent } from 'node:https';
import {
  configSourcesHere,
  readNetworkSettings,
  secureAgent,
  sendRequest,
  type PipConfig,
  type PythonIndexAddress,
} from '../network/index.js';
import { IndexError } from './index-failure.js';

export interface IndexPage {
  readonly text: string;
  readonly type: string;
  /** Where it was in the end: relative links start there. */
  readonly url: string;
}

/** Requests to package indexes, as pip would send them. Errors are `IndexError`s, or those of the connection. */
export interface IndexRequests {
  /** A page of an index; null where it has none. */
  page(index: PythonIndexAddress, url: string): Promise<IndexPage | null>;
  file(index: PythonIndexAddress, url: string): Promise<Uint8Array>;
}

const REQUEST_MILLIS = 30_000;
const MAX_REDIRECTS = 5;
const MAX_PAGE_BYTES = 64 * 1024 * 1024;
const MAX_WHEEL_BYTES = 128 * 1024 * 1024;
/** A busy or failing server is tried once more, after this time. */
const RETRY_MILLIS = 1000;

const PAGE_TYPES =
  'application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01';

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}

function statusError(status: number): IndexError {
  if (status === 401) return new IndexError('credentials');
  if (status === 403) return new IndexError('refused');
  return new IndexError(status === 429 || status >= 500 ? 'busy' : 'unreadable');
}

async function bytesOf(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      answer.destroy();
      throw new IndexError('too-large');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

interface Request {
  readonly accept: string;
  readonly maxBytes: number;
}

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly url: string;
  readonly bytes: Buffer;
}

/** How an index is reached. */
interface Connection {
  readonly index: PythonIndexAddress;
  readonly agent: Promise<Agent>;
  readonly trustedHosts: readonly string[];
  /** Ends all requests at the time limit, also those whose answers never end. */
  readonly signal: AbortSignal;
}

function checkEncryption({ protocol, hostname, host }: URL, trustedHosts: readonly string[]): void {
  const isTrusted = trustedHosts.includes(hostname) || trustedHosts.includes(host);
  if (protocol === 'https:' || isTrusted || isLoopback(hostname)) return;
  throw new IndexError('unencrypted');
}

/** Credentials are for the index alone, not for hosts that it leads to. */
function headersFor(url: URL, { index }: Connection, accept: string): OutgoingHttpHeaders {
  const isOwn = url.origin === new URL(index.url).origin;
  const login = isOwn && index.authorization !== null ? { authorization: index.authorization } : {};
  return { accept, 'user-agent': 'stowaway', ...login };
}

async function sendOnce(connection: Connection, address: string, request: Request): Promise<Answer> {
  const { agent, trustedHosts, signal } = connection;
  let url = new URL(address);
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    checkEncryption(url, trustedHosts);
    const headers = headersFor(url, connection, request.accept);
    const answer = await sendRequest(url, {
      agent: await agent,
      headers,
      signal,
      timeout: REQUEST_MILLIS,
    });
    const { statusCode: status = 0, headers: given } = answer;
    const { location } = given;
    if (status < 300 || status >= 400 || location === undefined) {
      const bytes = await bytesOf(answer, request.maxBytes);
      return { status, type: given['content-type'] ?? '', url: url.href, bytes };
    }
    answer.destroy();
    if (!URL.canParse(location, url.href)) throw new IndexError('unreadable');
    url = new URL(location, url);
  }
  throw new IndexError('unreadable');
}

async function send(connection: Connection, url: string, request: Request): Promise<Answer> {
  try {
    const first = await sendOnce(connection, url, request);
    if (first.status !== 429 && first.status < 500) return first;
    await new Promise((resolve) => setTimeout(resolve, RETRY_MILLIS));
    return await sendOnce(connection, url, request);
  } catch (error) {
    throw connection.signal.aborted ? new IndexError('busy') : error;
  }
}

/** @param maxMillis after which all requests end. */
export function indexRequests({ certificates, trustedHosts }: PipConfig, maxMillis: number): IndexRequests {
  const settings = readNetworkSettings(configSourcesHere(null));
  const agent = secureAgent({ ...settings, certificates: [...settings.certificates, ...certificates] });
  const signal = AbortSignal.timeout(Math.max(0, maxMillis));
  return {
    async page(index, address) {
      const request = { accept: PAGE_TYPES, maxBytes: MAX_PAGE_BYTES };
      const { status, type, url, bytes } = await send(
        { index, agent, trustedHosts, signal },
        address,
        request,
      );
      if (status === 404 || status === 410) return null;
      if (status !== 200) throw statusError(status);
      return { text: bytes.toString('utf8'), type, url };
    },
    async file(index, address) {
      const request = { accept: '*/*', maxBytes: MAX_WHEEL_BYTES };
      const { status, bytes } = await send({ index, agent, trustedHosts, signal }, address, request);
      if (status !== 200) throw statusError(status);
      return bytes;
    },
  };
}
