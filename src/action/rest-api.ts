/*
 * The only place of the Action that uses the network: GitHub's API at the address that the runner names. Nothing of a scan is
 * sent but the comment that was asked for.
 */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { Agent } from 'node:https';
import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import { ask, type Question } from '../network/index.js';

/** Where the API is and how long an answer may take. */
export interface RestSettings {
  readonly apiUrl: URL;
  readonly token: string;
  /** How encrypted connections are made; undefined: directly. */
  readonly agent?: Agent | undefined;
  readonly timeoutMillis?: number;
  /** Before the first repetition; the second waits four times as long. */
  readonly pauseMillis?: number;
}

/** Why a request did not do what it should: told, never fatal. */
export class ApiFailure extends Error {
  /** Of the answer; null when there was none. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.name = 'ApiFailure';
    this.status = status;
  }
}

type Method = 'GET' | 'POST' | 'PATCH';

interface Asked {
  readonly method: Method;
  readonly url: URL;
  readonly body?: unknown;
}

const TIMEOUT_MILLIS = 30_000;
const PAUSE_MILLIS = 500;
const MAX_ATTEMPTS = 3;
const PAGE = 100;
/** A pull request has at most 3,000 files; more comments or artifacts than this are not looked through. */
const MAX_PAGES = 30;
const MAX_REDIRECTS = 3;
const MAX_REFUSAL_BYTES = 100_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError' || name === 'AbortError')
    return new ApiFailure("GitHub's API did not answer in time", null);
  const why = cause instanceof Error && cause.message !== '' ? cause.message : message;
  return new ApiFailure(`GitHub's API could not be reached: ${why}`, null);
}

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

/** The answer's own words, which say what permission is missing. */
async function refusalOf(answer: IncomingMessage): Promise<ApiFailure> {
  const said = await bytesOf(answer, MAX_REFUSAL_BYTES).catch(() => new Uint8Array());
  const [, words = ''] = /"message"\s*:\s*"([^"\\]{1,200})"/.exec(Buffer.from(said).toString('utf8')) ?? [];
  const status = statusOf(answer);
  return new ApiFailure(`GitHub's API answered ${status}${words === '' ? '' : ` (${words})`}`, status);
}

/** Worth another try: an answer that is not about the request. */
function isPassing({ status }: ApiFailure): boolean {
  return status === null || status >= 500 || status === 429;
}

function read<T>(answer: IncomingMessage, body: string, schema: z.ZodType<T>): T {
  const { data, success } = schema.safeParse(parsed(body));
  if (success) return data;
  throw new ApiFailure("GitHub's API answered what is not understood", statusOf(answer));
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
  throw new ApiFailure("GitHub's API sent us to an address that is not https:", statusOf(answer));
}

export class RestApi {
  private readonly settings: RestSettings & { readonly timeoutMillis: number; readonly pauseMillis: number };

  constructor(settings: RestSettings) {
    this.settings = { timeoutMillis: TIMEOUT_MILLIS, pauseMillis: PAUSE_MILLIS, ...settings };
  }

  /** @throws ApiFailure */
  async get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.json({ method: 'GET', url: this.urlOf(path) }, schema);
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

  /** Sends JSON. A POST is not repeated: it may have been heard. @throws ApiFailure */
  async send<T>(
    [method, path]: readonly ['POST' | 'PATCH', string],
    body: unknown,
    schema: z.ZodType<T>,
  ): Promise<T> {
    return this.json({ method, url: this.urlOf(path), body }, schema);
  }

  /** Bytes, from wherever the API sends us; the token stays with the API. @throws ApiFailure */
  async download(path: string, maxBytes: number): Promise<Uint8Array> {
    return this.repeated('GET', async () => {
      let url = this.urlOf(path);
      let answer = await this.attempt({ method: 'GET', url });
      for (let hops = 0; statusOf(answer) >= 300 && hops < MAX_REDIRECTS; hops += 1) {
        answer.destroy();
        url = redirectOf(answer, url);
        answer = await this.asked(url, {});
      }
      return bytesOf(answer, maxBytes);
    });
  }

  private urlOf(path: string): URL {
    return new URL(path, this.settings.apiUrl);
  }

  private async json<T>(asked: Asked, schema: z.ZodType<T>): Promise<T> {
    const { answer, body } = await this.answerTo(asked);
    return read(answer, body, schema);
  }

  private async answerTo(asked: Asked): Promise<{ answer: IncomingMessage; body: string }> {
    return this.repeated(asked.method, async () => {
      const answer = await this.attempt(asked);
      return { answer, body: await text(answer) };
    });
  }

  private async repeated<T>(method: Method, attempt: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        const failure = failureOf(error);
        if (method === 'POST' || !isPassing(failure) || tries === MAX_ATTEMPTS) throw failure;
        const pause = this.settings.pauseMillis * 4 ** (tries - 1);
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
  }

  private async attempt({ method, url, body }: Asked): Promise<IncomingMessage> {
    return this.asked(url, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${this.settings.token}`,
        'content-type': 'application/json',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  private async asked(url: URL, { headers, ...question }: Omit<Question, 'agent'>): Promise<IncomingMessage> {
    const { agent, timeoutMillis } = this.settings;
    const signal = AbortSignal.timeout(timeoutMillis);
    const answer = await ask(url, {
      ...question,
      agent,
      signal,
      headers: { 'user-agent': 'stowaway', ...(headers as OutgoingHttpHeaders | undefined) },
    });
    if (statusOf(answer) >= 400) throw await refusalOf(answer);
    return answer;
  }
}
