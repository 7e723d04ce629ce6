import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recogniseAwsRequest, type RawRequest } from './aws-requests.js';
import { planAccounts, planFunction, type PlannedFunction } from './planned-accounts.js';
import { ANSWERS, refusal, type Reply, type State } from './stand-in-answers.js';

// Calls a second of an account and region, all of a kind together. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const LIMITS: Readonly<Record<string, number>> = {
  'lambda:GetFunction': 100,
  'lambda:GetPolicy': 15,
  lambda: 15,
};

export interface StandIn {
  readonly url: string;
  readonly functions: readonly PlannedFunction[];
  /** Hex sha256 of everything that was downloaded, in order. */
  readonly downloads: string[];
  /** Calls that were refused as too fast. */
  refused: number;
  /** Whether calls are refused above the documented limits. */
  isLimited: boolean;
  /** Deploys other code to every function whose number divides by `each`. */
  redeploy(each: number): readonly PlannedFunction[];
  stop(): void;
}

/** A third of a second's calls may come at once. */
function openLimits(): (place: string, action: string) => boolean {
  const buckets = new Map<string, { left: number; at: number }>();
  return (place, action) => {
    const kind = action in LIMITS ? action : (action.split(':')[0] ?? '');
    const limit = LIMITS[kind];
    if (limit === undefined) return true;
    const now = performance.now();
    const bucket = buckets.get(`${place} ${kind}`) ?? { left: limit / 3, at: now };
    bucket.left = Math.min(limit / 3, bucket.left + ((now - bucket.at) * limit) / 1000);
    bucket.at = now;
    buckets.set(`${place} ${kind}`, bucket);
    if (bucket.left < 1) return false;
    bucket.left -= 1;
    return true;
  };
}

async function rawOf(request: IncomingMessage): Promise<RawRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = 'GET', url: target = '/' } = request;
  const header = (name: string) => request.headers[name]?.toString();
  return { method, target, body: Buffer.concat(chunks), header };
}

/** Answers for AWS, on 127.0.0.1, with as many functions as are wished, of every kind. */
export async function startStandIn(count: number): Promise<StandIn> {
  const state: State = { url: '', accountOfKey: new Map(), ...planAccounts(count) };
  const mayGo = openLimits();
  const standIn: Omit<StandIn, 'url'> & { url: string } = {
    url: '',
    functions: state.functions,
    downloads: [],
    refused: 0,
    isLimited: false,
    redeploy(each) {
      const numbers = state.functions.flatMap((fn, at) => (at % each === 0 && fn.image === null ? [at] : []));
      for (const at of numbers) state.functions[at] = planFunction(state, at, 1);
      return numbers.flatMap((at) => state.functions[at] ?? []);
    },
    stop() {
      listener.closeAllConnections();
      listener.close();
    },
  };
  function answer(raw: RawRequest): Reply {
    if (raw.target.startsWith('/download/')) {
      const sha256 = raw.target.split(/[/?]/)[2] ?? '';
      standIn.downloads.push(sha256);
      return { status: 200, type: 'application/zip', body: state.blobs.get(sha256) ?? '' };
    }
    const { account, region, action } = recogniseAwsRequest(raw, state.accountOfKey);
    if (standIn.isLimited && !mayGo(`${account} ${region}`, action)) {
      standIn.refused += 1;
      return refusal(429, 'TooManyRequestsException');
    }
    return ANSWERS[action]?.(state, { account, region, raw }) ?? refusal(403, 'AccessDeniedException');
  }
  const listener = createServer((request, response) => {
    const reply = (raw: RawRequest): void => {
      const { status, body, type = 'application/json' } = answer(raw);
      const [, code = 'Error'] = /"__type":"(\w+)/.exec(String(body)) ?? [];
      const headers = { 'content-type': type, ...(status >= 400 ? { 'x-amzn-errortype': code } : {}) };
      response.writeHead(status, headers).end(body);
    };
    rawOf(request).then(reply, () => response.destroy());
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  state.url = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/`;
  standIn.url = state.url;
  return standIn;
}
