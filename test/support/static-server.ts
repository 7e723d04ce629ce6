import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** Fault in place of a good response. */
export type Misbehaviour =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Closes the connection after so many bytes of the body. */
  | { readonly cutAfter: number }
  /** Sends some bytes of the body now and then, and never all of it. */
  | { readonly trickles: true }
  /** Answers a range request with at most this many bytes. */
  | { readonly atMost: number };

export interface StaticServer {
  readonly url: string;
  /** By path: `/npm/all.zip`. */
  readonly files: Map<string, Uint8Array>;
  /** By path: faults for its next requests, one each. */
  readonly misbehave: Map<string, Misbehaviour[]>;
  /** `GET /path`, with ` +range` or ` +condition` when it had such a header. */
  readonly requests: string[];
  /** Every header that was sent to it. */
  readonly headersSeen: Set<string>;
}

function describe({ method, url, headers }: IncomingMessage): string {
  const range = headers.range === undefined ? '' : ` +${headers.range}`;
  const condition = headers['if-none-match'] === undefined ? '' : ' +condition';
  return `${method} ${url}${range}${condition}`;
}

function etagOf(file: Uint8Array): string {
  return `"${createHash('sha256').update(file).digest('hex').slice(0, 16)}"`;
}

/** Start of the requested range; 0 without a range, or for a range of another file. */
function startOf({ headers }: IncomingMessage, etag: string): number {
  const [, from = '0'] = /^bytes=(\d+)-$/.exec(headers.range ?? '') ?? [];
  return headers['if-range'] === etag ? Number(from) : 0;
}

/** Answers 200, 206 for a range of the same file, 304 for a known one, 416 beyond the end. */
function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { file, atMost }: { readonly file: Uint8Array; readonly atMost: number },
): void {
  const etag = etagOf(file);
  const start = startOf(request, etag);
  const body = start > 0 ? file.subarray(start, start + atMost) : file;
  response.setHeader('etag', etag);
  if (request.headers['if-none-match'] === etag) response.writeHead(304).end();
  else if (start >= file.length && start > 0) response.writeHead(416).end();
  else {
    const range = `bytes ${start}-${start + body.length - 1}/${file.length}`;
    response.setHeader('content-length', body.length);
    response.writeHead(start > 0 ? 206 : 200, start > 0 ? { 'content-range': range } : {}).end(body);
  }
}

function misbehaveWith(
  how: Exclude<Misbehaviour, { atMost: number }>,
  response: ServerResponse,
  file: Uint8Array,
): void {
  if ('status' in how) {
    response.writeHead(how.status, how.headers).end();
    return;
  }
  const etag = etagOf(file);
  response.writeHead(200, { etag, 'content-length': file.length });
  if ('trickles' in how) {
    // True bytes, so that a client that is ended can go on behind them.
    let sent = 0;
    const trickling = setInterval(() => response.write(file.subarray(sent, (sent += 1))), 20);
    response.once('close', () => clearInterval(trickling));
    return;
  }
  // Late enough that the written bytes have arrived.
  response.write(file.subarray(0, how.cutAfter), () => setTimeout(() => response.destroy(), 200));
}

/** Serves files on 127.0.0.1 for the running test. */
export async function startStaticServer(): Promise<StaticServer> {
  const files = new Map<string, Uint8Array>();
  const misbehave = new Map<string, Misbehaviour[]>();
  const requests: string[] = [];
  const headersSeen = new Set<string>();
  const server = createServer((request, response) => {
    requests.push(describe(request));
    for (const name of Object.keys(request.headers)) headersSeen.add(name);
    const path = request.url ?? '';
    const file = files.get(path);
    const how = misbehave.get(path)?.shift();
    if (how && !('atMost' in how)) misbehaveWith(how, response, file ?? new Uint8Array());
    else if (file) answer(request, response, { file, atMost: how?.atMost ?? Infinity });
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    files,
    misbehave,
    requests,
    headersSeen,
  };
}
