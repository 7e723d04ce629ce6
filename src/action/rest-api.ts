/*
 * The only place of the Action that uses the network: GitHub's API at the address that the runner names. Nothing of a scan is
 * sent but the comment that was asked for.
 */
import type { z } from 'zod';

/** Where the API is and how long an answer may take. */
export interface RestSettings {
  readonly apiUrl: URL;
  readonly token: string;
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
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

function failureOf(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  const { name, message, cause } = error as Error;
  if (name === 'TimeoutError') return new ApiFailure("GitHub's API did not answer in time", null);
  const why = cause instanceof Error && cause.message !== '' ? cause.message : message;
  return new ApiFailure(`GitHub's API could not be reached: ${why}`, null);
}

/** The answer's own words, which say what permission is missing. */
async function refusalOf(answer: Response): Promise<ApiFailure> {
  const text = await answer.text().catch(() => '');
  const [, words = ''] = /"message"\s*:\s*"([^"\\]{1,200})"/.exec(text) ?? [];
  return new ApiFailure(
    `GitHub's API answered ${answer.status}${words === '' ? '' : ` (${words})`}`,
    answer.status,
  );
}

/** Worth another try: an answer that is not about the request. */
function isPassing({ status }: ApiFailure): boolean {
  return status === null || status >= 500 || status === 429;
}

async function bytesOf(answer: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > maxBytes) throw new ApiFailure(`it is larger than ${maxBytes} bytes`, answer.status);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

export class RestApi {
  private readonly settings: Required<RestSettings>;

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
      const answer: Response = await this.answerTo({ method: 'GET', url });
      const hasMore: boolean = /\brel="next"/.test(answer.headers.get('link') ?? '');
      yield this.read(answer, schema);
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
      let answer = await this.attempt({ method: 'GET', url: this.urlOf(path) });
      for (let hops = 0; answer.status >= 300 && hops < MAX_REDIRECTS; hops += 1) {
        answer = await this.followed(answer);
      }
      return bytesOf(answer, maxBytes);
    });
  }

  private urlOf(path: string): URL {
    return new URL(path, this.settings.apiUrl);
  }

  private async json<T>(asked: Asked, schema: z.ZodType<T>): Promise<T> {
    return this.read(await this.answerTo(asked), schema);
  }

  private async read<T>(answer: Response, schema: z.ZodType<T>): Promise<T> {
    const body: unknown = await answer.json().catch(() => undefined);
    const { data, success } = schema.safeParse(body);
    if (success) return data;
    throw new ApiFailure("GitHub's API answered what is not understood", answer.status);
  }

  private async answerTo(asked: Asked): Promise<Response> {
    return this.repeated(asked.method, () => this.attempt(asked));
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

  private async attempt({ method, url, body }: Asked): Promise<Response> {
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.timeout(this.settings.timeoutMillis),
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${this.settings.token}`,
        'content-type': 'application/json',
        'user-agent': 'stowaway',
        'x-github-api-version': '2022-11-28',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status >= 400) throw await refusalOf(answer);
    return answer;
  }

  /** Where a redirect leads, without the token. */
  private async followed(answer: Response): Promise<Response> {
    const location = answer.headers.get('location') ?? '';
    const url = URL.canParse(location, answer.url) ? new URL(location, answer.url) : null;
    if (!url || !(url.protocol === 'https:' || LOOPBACK.has(url.hostname))) {
      throw new ApiFailure("GitHub's API sent us to an address that is not https:", answer.status);
    }
    const next = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(this.settings.timeoutMillis),
    });
    if (next.status >= 400) throw await refusalOf(next);
    return next;
  }
}
