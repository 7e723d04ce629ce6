import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { askMoto, errorAnswer, HANDLERS, json, type Answer, type ServerState } from './aws-answers.js';
import { recogniseAwsRequest, type AwsRequest, type RawRequest } from './aws-requests.js';
import { startMoto } from './moto-process.js';

/** Faults in place of responses. The first that matches a request applies. */
export interface AwsFault {
  /** Pattern of `account region action target`. */
  readonly match: RegExp;
  readonly status: number;
  /** AWS's word for it. */
  readonly code: string;
  /** How often; for ever without. */
  times?: number;
}

/** Faults of downloads: `broken` other bytes · `cut` half of them · `refused` a link that ran out. */
export type DownloadFault = 'broken' | 'cut' | 'refused';

export interface AwsServer {
  readonly url: string;
  readonly requests: AwsRequest[];
  readonly faults: AwsFault[];
  /** By hex sha256: faults for the next downloads of those bytes, one each. */
  readonly downloadFaults: Map<string, DownloadFault[]>;
  /** Hex sha256 of everything that was downloaded, in order. */
  readonly downloads: string[];
  readonly regions: string[];
  /** Bytes that links lead to, by hex sha256; those of functions and layers come by themselves. */
  readonly blobs: Map<string, Buffer>;
  stop(): void;
}

async function answerAws(server: ServerState, raw: RawRequest): Promise<Answer> {
  const request = recogniseAwsRequest(raw, server.accountOfKey);
  server.requests.push(request);
  const { account, region, action, target } = request;
  const subject = `${account} ${region} ${action} ${decodeURIComponent(target)}`;
  const fault = server.faults.find(({ match, times = 1 }) => times > 0 && match.test(subject));
  if (fault) {
    if (fault.times !== undefined) fault.times -= 1;
    return errorAnswer(fault, action);
  }
  return (HANDLERS.get(action) ?? askMoto)(server, raw);
}

function answerDownload(server: ServerState, target: string): Answer {
  const sha256 = target.split(/[/?]/)[2] ?? '';
  const bytes = server.blobs.get(sha256);
  const fault = server.downloadFaults.get(sha256)?.shift();
  if (!bytes || fault === 'refused') return json('no', 403);
  server.downloads.push(sha256);
  const type = 'application/zip';
  if (fault === 'cut') return { status: 200, type, body: bytes.subarray(0, bytes.length / 2) };
  const body = fault === 'broken' ? Buffer.concat([bytes, Buffer.from('!')]) : bytes;
  return { status: 200, type, body };
}

async function readRequest(request: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    method: request.method ?? 'GET',
    target: request.url ?? '/',
    body: Buffer.concat(chunks),
    header: (name) => request.headers[name]?.toString(),
  };
}

async function serve(server: ServerState, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const raw = await readRequest(request);
  const isDownload = raw.target.startsWith('/download/');
  const answer = isDownload ? answerDownload(server, raw.target) : await answerAws(server, raw);
  response.writeHead(answer.status, { 'content-type': answer.type, ...answer.headers }).end(answer.body);
}

/** AWS on 127.0.0.1: moto, behind a server with the actions that it lacks. Pages, download links, faults on request. */
export async function startAwsServer(): Promise<AwsServer> {
  const moto = await startMoto();
  const server: ServerState = {
    url: '',
    moto: moto.url,
    requests: [],
    faults: [],
    downloadFaults: new Map(),
    downloads: [],
    regions: ['eu-west-1', 'us-east-1'],
    blobs: new Map(),
    accountOfKey: new Map(),
  };
  const listener = createServer((request, response) => {
    serve(server, request, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  server.url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
  return Object.assign(server, {
    stop() {
      moto.stop();
      listener.closeAllConnections();
      listener.close();
    },
  });
}
