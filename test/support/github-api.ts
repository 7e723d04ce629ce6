import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export interface StoredComment {
  readonly id: number;
  readonly html_url: string;
  body: string;
  readonly user: { readonly type: string };
  readonly author_association: string;
}

export interface StoredArtifact {
  readonly id: number;
  readonly name: string;
  readonly branch: string;
  readonly expired?: boolean;
  /** Made by a run of another repository: a fork. */
  readonly isForks?: boolean;
  /** Event that started its run; push by default. */
  readonly event?: string;
  readonly zip: Uint8Array;
}

/** A stand-in of GitHub's REST API on 127.0.0.1, for the repository `team/app`. */
export interface GithubApi {
  readonly url: string;
  /** `METHOD /path?query`, with ` +token` when it carried one. */
  readonly requests: string[];
  readonly changedFiles: { filename: string; status: string }[];
  readonly comments: StoredComment[];
  /** Files of the base branch, by path. */
  readonly baseFiles: Map<string, string>;
  /** Newest first. */
  readonly artifacts: StoredArtifact[];
  /** The token may not write, as in pull requests from forks. */
  isReadOnly: boolean;
  /** The repository is private, and the token may not read its contents: they are answered as if they were not there. */
  isHidden: boolean;
  /** Statuses that the next requests whose path holds the word get, one each; 0: no answer at all. */
  readonly failures: {
    readonly on: string;
    readonly statuses: number[];
    readonly headers?: Readonly<Record<string, string>>;
  }[];
}

interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
}

type Answer = {
  readonly status?: number;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
};

const REPOSITORY = '/repos/team/app';
const FORBIDDEN: Answer = { status: 403, json: { message: 'Resource not accessible by integration' } };

function paged<T>(items: readonly T[], url: URL): { items: readonly T[]; headers: Record<string, string> } {
  const size = Number(url.searchParams.get('per_page') ?? 30);
  const page = Number(url.searchParams.get('page') ?? 1);
  const next: Record<string, string> =
    page * size < items.length ? { link: `<${url.href}>; rel="next"` } : {};
  return { items: items.slice((page - 1) * size, page * size), headers: next };
}

function runOf({ id, branch, isForks }: StoredArtifact): object {
  return {
    id: id * 10,
    head_branch: branch,
    head_sha: 'c0ffee'.repeat(7),
    repository_id: 1,
    head_repository_id: isForks ? 2 : 1,
  };
}

function listArtifacts(api: GithubApi, url: URL): Answer {
  const named = api.artifacts.filter(({ name }) => name === url.searchParams.get('name'));
  const { items, headers } = paged(named, url);
  const artifacts = items.map((one) => ({
    id: one.id,
    name: one.name,
    size_in_bytes: one.zip.length,
    expired: one.expired ?? false,
    workflow_run: runOf(one),
  }));
  return { json: { total_count: named.length, artifacts }, headers };
}

function writeComment(api: GithubApi, { method, url, body }: Asked): Answer {
  if (api.isReadOnly) return FORBIDDEN;
  const { body: text } = JSON.parse(body) as { body: string };
  if (text.length > 65_536) return { status: 422, json: { message: 'Body is too long' } };
  if (method === 'PATCH') {
    const comment = api.comments.find(({ id }) => url.pathname.endsWith(`/${id}`));
    if (!comment) return { status: 404 };
    comment.body = text;
    return { json: comment };
  }
  const id = 1000 + api.comments.length;
  const comment = {
    id,
    html_url: `https://github.example.invalid/team/app/pull/7#issuecomment-${id}`,
    body: text,
    user: { type: 'Bot' },
    author_association: 'NONE',
  };
  api.comments.push(comment);
  return { status: 201, json: comment };
}

const NOT_FOUND: Answer = { status: 404, json: { message: 'Not Found' } };

function baseFile({ baseFiles, isHidden }: GithubApi, path: string): Answer {
  if (isHidden) return NOT_FOUND;
  if (path.startsWith('/commits/')) return { bytes: Buffer.from('b0b') };
  const text = baseFiles.get(decodeURIComponent(path.slice('/contents/'.length)));
  return text === undefined ? NOT_FOUND : { bytes: Buffer.from(text) };
}

function answerOf(api: GithubApi, asked: Asked): Answer {
  const { method, url } = asked;
  const path = url.pathname.replace(REPOSITORY, '');
  if (method !== 'GET') return writeComment(api, asked);
  if (path === '/pulls/7/files') {
    const { items, headers } = paged(api.changedFiles, url);
    return { json: items, headers };
  }
  if (path === '/issues/7/comments') {
    const { items, headers } = paged(api.comments, url);
    return { json: items, headers };
  }
  if (/^\/(?:contents|commits)\//.test(path)) return baseFile(api, path);
  if (path === '/actions/artifacts') return listArtifacts(api, url);
  const artifact = api.artifacts.find(
    ({ id }) => path === `/actions/artifacts/${id}/zip` || path === `/blob/${id}`,
  );
  if (artifact && path.startsWith('/blob/')) return { bytes: artifact.zip };
  if (artifact) return { status: 302, headers: { location: `${url.origin}/blob/${artifact.id}` } };
  return runAt(api, path);
}

function runAt(api: GithubApi, path: string): Answer {
  const run = api.artifacts.find(({ id }) => path === `/actions/runs/${id * 10}`);
  return run ? { json: { event: run.event ?? 'push' } } : NOT_FOUND;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

function send(response: ServerResponse, { status = 200, json, bytes, headers = {} }: Answer): void {
  response.writeHead(status, headers);
  response.end(bytes ?? (json === undefined ? '' : JSON.stringify(json)));
}

/** Serves the API for the running test. */
export async function startGithubApi(): Promise<GithubApi> {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    const url = new URL(request.url ?? '', `http://${request.headers.host}`);
    const method = request.method ?? '';
    const token = request.headers.authorization === undefined ? '' : ' +token';
    api.requests.push(`${method} ${url.pathname}${url.search}${token}`);
    const failure = api.failures.find(({ on }) => url.pathname.includes(on));
    const status = failure?.statuses.shift();
    if (status === undefined) send(response, answerOf(api, { method, url, body }));
    else if (status > 0)
      send(response, { status, json: { message: 'It is broken' }, headers: failure?.headers ?? {} });
  };
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const api: GithubApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    changedFiles: [],
    comments: [],
    baseFiles: new Map(),
    artifacts: [],
    isReadOnly: false,
    isHidden: false,
    failures: [],
  };
  return api;
}
