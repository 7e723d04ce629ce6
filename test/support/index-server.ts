import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { PipConfig } from '../../src/network/index.js';

/** An index of Python packages on 127.0.0.1, in either form, for the running test. */
export interface IndexServer {
  readonly url: string;
  readonly files: Map<string, Buffer>;
  /** Requested paths, in order. */
  readonly requests: string[];
  /** By path: status codes for its next requests, one each; 0 serves other bytes. */
  readonly mishaps: Map<string, number[]>;
  /** The login that pages require. */
  login: string | null;
  /** Whether it answers in JSON. */
  json: boolean;
  pipConfig(login?: string): PipConfig;
  readonly authorizations: Map<string, string | undefined>;
}

function nameOf(file: string): string {
  return file
    .split('-')[0]!
    .toLowerCase()
    .replaceAll(/[-_.]+/g, '-');
}

export async function startIndexServer(): Promise<IndexServer> {
  const files = new Map<string, Buffer>();
  const requests: string[] = [];
  const mishaps = new Map<string, number[]>();
  const authorizations = new Map<string, string | undefined>();
  let fileHost = '';

  function page(project: string): string | null {
    const own = [...files].filter(([name]) => nameOf(name) === project);
    if (own.length === 0) return null;
    const listed = own.map(([filename, bytes]) => ({
      filename,
      url: `${fileHost}/files/${filename}`,
      hashes: { sha256: createHash('sha256').update(bytes).digest('hex') },
    }));
    if (server.json) return JSON.stringify({ meta: { 'api-version': '1.1' }, name: project, files: listed });
    const links = listed.map(
      ({ filename, url, hashes }) =>
        `<a data-requires-python="&gt;=3.8" href="${url}#sha256=${hashes.sha256}">${filename}</a><br/>`,
    );
    return `<!DOCTYPE html><html><body>\n${links.join('\n')}\n</body></html>`;
  }

  function isLoggedIn(authorization: string | undefined): boolean {
    if (server.login === null) return true;
    return authorization === `Basic ${Buffer.from(server.login).toString('base64')}`;
  }

  function bodyOf(url: string): Buffer | string | null {
    const [, project] = /^\/simple\/([^/]+)\/$/.exec(url) ?? [];
    return project === undefined ? (files.get(url.replace('/files/', '')) ?? null) : page(project);
  }

  function answer({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
    requests.push(url);
    authorizations.set(url, headers.authorization);
    const mishap = mishaps.get(url)?.shift();
    const body = bodyOf(url);
    const isPage = url.startsWith('/simple/');
    const type = isPage && server.json ? 'application/vnd.pypi.simple.v1+json' : 'text/html';
    if (mishap) response.writeHead(mishap).end();
    else if (isPage && !isLoggedIn(headers.authorization)) response.writeHead(401).end();
    else if (body === null) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': type }).end(mishap === 0 ? `${body.toString()}x` : body);
  }

  async function listen(): Promise<string> {
    const http = createServer(answer);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void http.close());
    return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  }

  const server: IndexServer = {
    url: await listen(),
    files,
    requests,
    mishaps,
    authorizations,
    login: null,
    json: true,
    pipConfig: (login) => ({
      indexes: [
        {
          url: `${server.url}/simple/`,
          authorization: login === undefined ? null : `Basic ${Buffer.from(login).toString('base64')}`,
        },
      ],
      certificates: [],
      trustedHosts: [],
    }),
  };
  fileHost = await listen();
  return server;
}
