/*
 * The only place of the Action that uses the network: GitHub's API at the address that the runner names. Only the requested comment
 * of a scan is sent.
 */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Agent } from 'node:https';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { sendRequest, type HttpRequest } from '../network/index.js';
import {
  ApiFailure,
  failureOf,
  isPassing,
  outOfTime,
  permissionWords,
  rateLimitWait,
  secondsOf,
} from './api-failure.js';

/** Where the API is and how long an answer may take. */
export interface RestSettings {
  readonly apiUrl: URL;
  readonly token: string;
  /** How encrypted connections are made; undefined: directly. */
  readonly agent?: Agent | undefined;
  readonly timeoutMillis?: number;
  /** Time limit of all requests and pauses together. */
  readonly budgetMillis?: number;
  /** Before the first repetition; each further one waits four times as long. */
  readonly pauseMillis?: number;
  /** Called with a sentence before a wait that the API requires. */
  readonly onWait?: ((sentence: string) => void) | undefined;
}

type Method = 'GET' | 'POST' | 'PATCH';

interface ApiCall {
  readonly method: Method;
  readonly url: URL;
  readonly body?: unknown;
  readonly accept?: string;
}

const TIMEOUT_MILLIS = 30_000;
/** A secondary rate limit requires a minute; a job should not hang much longer. */
const BUDGET_MILLIS = 5 * 60_000;
const [PAUSE_MILLIS, MAX_PAUSE_MILLIS] = [500, 60_000];
const MAX_ATTEMPTS = 3;
const PAGE = 100;
/** A pull request has at most 3,000 files; more comments or artifacts than this are not looked through. */
const MAX_PAGES = 30;
const MAX_REDIRECTS = 3;
const MAX_REFUSAL_BYTES = 100_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function statusOf({ statusCode = 0 }: IncomingMessage): number {
  return statusCode;
}

async function bytesOf(answer: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new ApiFailure(`it is larger than ${maxBytes} bytes`, statusOf(answer));
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The answer's own words, and the permission that may be missing. */
async function refusalOf(answer: IncomingMessage, { pathname }: URL): Promise<ApiFailure> {
  const body = await bytesOf(answer, MAX_REFUSAL_BYTES).catch(() => new Uint8Array());
  const [, words = ''] = /"message"\s*:\s*"([^"\\]{1,200})"/.exec(Buffer.from(body).toString('utf8')) ?? [];
  const status = statusOf(answer);
  const waitMillis = rateLimitWait(answer, Date.now());
  const message = `GitHub's API ${waitMillis === null ? 'answered' : 'limits the rate of requests:'} ${status}`;
  const permission = waitMillis === null ? permissionWords(status, pathname) : '';
  return new ApiFailure(`${message}${words === '' ? '' : ` (${words})`}${permission}`, status, waitMillis);
}

function read<T>(answer: IncomingMessage, body: string, schema: z.ZodType<T>): T {
  const { data, success } = schema.safeParse(parsed(body));
  if (success) return data;
  throw new ApiFailure("GitHub's API sent an answer of an unexpected form", statusOf(answer));
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** Where a redirect leads: there the token is not sent. */
function redirectOf(answer: IncomingMessage, from: URL): URL {
  const location = answer.headers.location ?? '';
  const url = URL.canParse(location, from.href) ? new URL(location, from) : null;
  if (url && (url.protocol === 'https:' || LOOPBACK.has(url.hostname))) return url;
  throw new ApiFailure("GitHub's API redirected to an address without https:", statusOf(answer));
}

export class RestApi {
  private readonly settings: RestSettings & Required<Pick<RestSettings, 'timeoutMillis' | 'pauseMillis'>>;
  private leftMillis: number;

  constructor(settings: RestSettings) {
    this.settings = { timeoutMillis: TIMEOUT_MILLIS, pauseMillis: PAUSE_MILLIS, ...settings };
    this.leftMillis = settings.budgetMillis ?? BUDGET_MILLIS;
  }

  /** @throws ApiFailure */
  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.json({ method: 'GET', url: this.urlOf(path) }, schema);
  }

  /** The API's answer in another media type. @throws ApiFailure */
  async text(path: string, accept: string): Promise<string> {
    return (await this.answerTo({ method: 'GET', url: this.urlOf(path), accept })).body;
  }

  /** The text of a file, by the path of its contents; null when there is none, or the token may not see it. @throws ApiFailure */
  async fileText(path: string): Promise<string | null> {
    try {
      return await this.text(path, 'application/vnd.github.raw+json');
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 404) return null;
      throw error;
    }
  }

  /** Every page of a list. @param schema of one page. @throws ApiFailure */
  async *pages<T>(path: string, schema: z.ZodType<T>): AsyncGenerator<T> {
    let url: URL | null = this.urlOf(path);
    url.searchParams.set('per_page', String(PAGE));
    for (let page = 1; url !== null && page <= MAX_PAGES; page += 1) {
      url.searchParams.set('page', String(page));
      const { answer, body } = await this.answerTo({ method: 'GET', url });
      const hasMore: boolean = /\brel="next"/.test([answer.headers.link].flat().join());
      yield read(answer, body, schema);
      if (!hasMore) url = null;
    }
  }

  /** Sends JSON. A POST is not repeated: the first one may have arrived. @throws ApiFailure */
  async send<T>(
    [method, path]: readonly ['POST' | 'PATCH', string],
    body: unknown,
    schema: z.ZodType<T>,
  ): Promise<T> {
    return this.json({ method, url: this.urlOf(path), body }, schema);
  }

  /** Bytes, from wherever the API sends us; the token stays with the API. @throws ApiFailure */
  async download(path: string, maxBytes: number): Promise<Uint8Array> {
    return this.repeated('GET', async (signal) => {
      let url = this.urlOf(path);
      let answer = await this.attempt({ method: 'GET', url }, signal);
      for (let hops = 0; statusOf(answer) >= 300 && hops < MAX_REDIRECTS; hops += 1) {
        answer.destroy();
        url = redirectOf(answer, url);
        answer = await this.request(url, { signal });
      }
      return bytesOf(answer, maxBytes);
    });
  }

  private urlOf(path: string): URL {
    return new URL(path, this.settings.apiUrl);
  }

  private async json<T>(call: ApiCall, schema: z.ZodType<T>): Promise<T> {
    const { answer, body } = await this.answerTo(call);
    return read(answer, body, schema);
  }

  private async answerTo(call: ApiCall): Promise<{ answer: IncomingMessage; body: string }> {
    return this.repeated(call.method, async (signal) => {
      const answer = await this.attempt(call, signal);
      return { answer, body: await text(answer) };
    });
  }

  private async repeated<T>(method: Method, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        const millis = Math.min(this.settings.timeoutMillis, this.leftMillis);
        return await this.spending(() => attempt(AbortSignal.timeout(Math.max(0, Math.ceil(millis)))));
      } catch (error) {
        const failure = failureOf(error);
        const pause = this.pauseAfter(failure, { method, tries });
        if (pause > this.leftMillis) throw outOfTime(failure);
        await this.spending(() => new Promise((resolve) => setTimeout(resolve, pause)));
      }
    }
  }

  /** How long to wait before the request is repeated. @throws the failure, where it is not. */
  private pauseAfter(
    failure: ApiFailure,
    { method, tries }: { readonly method: Method; readonly tries: number },
  ): number {
    const ownPause = Math.min(MAX_PAUSE_MILLIS, this.settings.pauseMillis * 4 ** (tries - 1));
    // A request that a rate limit refused was not carried out, so a POST is repeated too; `retry-after: 0` may come again and again.
    if (failure.waitMillis !== null) {
      const wait = Math.max(failure.waitMillis, ownPause);
      if (wait <= this.leftMillis) this.settings.onWait?.(`${failure.message}; waiting ${secondsOf(wait)}.`);
      return wait;
    }
    if (method === 'POST' || !isPassing(failure) || tries === MAX_ATTEMPTS) throw failure;
    return ownPause;
  }

  /** Takes what an action lasts off the time that is left. */
  private async spending<T>(act: () => Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await act();
    } finally {
      this.leftMillis -= performance.now() - start;
    }
  }

  private async attempt(call: ApiCall, signal: AbortSignal): Promise<IncomingMessage> {
    const { method, url, body, accept } = call;
    return this.request(url, {
      method,
      signal,
      headers: {
        accept: accept ?? 'application/vnd.github+json',
        authorization: `Bearer ${this.settings.token}`,
        'content-type': 'application/json',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  private async request(url: URL, options: Omit<HttpRequest, 'agent'>): Promise<IncomingMessage> {
    const answer = await sendRequest(url, {
      ...options,
      agent: this.settings.agent,
      headers: { 'user-agent': 'stowaway', ...(options.headers as OutgoingHttpHeaders | undefined) },
    });
    if (statusOf(answer) >= 400) throw await refusalOf(answer, url);
    return answer;
  }
}
