import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { recogniseAwsRequest, type RawRequest } from './aws-requests.js';
import {
  ACCOUNTS,
  DENIED_ACCOUNT,
  planAccounts,
  planFunction,
  REGIONS,
  type PlannedAccounts,
  type PlannedFunction,
} from './planned-accounts.js';

const PAGE = 50;
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

interface State extends PlannedAccounts {
  url: string;
  readonly accountOfKey: Map<string, string>;
}

interface Reply {
  readonly status: number;
  readonly body: string | Buffer;
  readonly type?: string;
}

const json = (value: unknown): Reply => ({ status: 200, body: JSON.stringify(value) });
const refusal = (status: number, code: string): Reply => ({
  status,
  body: JSON.stringify({ __type: code, message: 'no' }),
});
const xml = (action: string, result: string): Reply => ({
  status: 200,
  type: 'text/xml',
  body: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`,
});

function configurationOf({ name, arn, image, layers, sha256, bytes }: PlannedFunction) {
  const code = image === null ? Buffer.from(sha256, 'hex').toString('base64') : sha256;
  return {
    FunctionName: name,
    FunctionArn: `${arn}:$LATEST`,
    Version: '$LATEST',
    CodeSha256: code,
    CodeSize: bytes,
    PackageType: image === null ? 'Zip' : 'Image',
    ...(image === null ? { Runtime: 'nodejs22.x', Handler: 'index.handler' } : {}),
    Architectures: ['x86_64'],
    Layers: layers.map((Arn) => ({ Arn, CodeSize: 1 })),
    Environment: { Variables: { TOKEN: 'value-of-a-variable' } },
  };
}

interface Asked {
  readonly account: string;
  readonly region: string;
  readonly raw: RawRequest;
}

type Answer = (state: State, asked: Asked) => Reply;

function query({ raw }: Asked): URLSearchParams {
  return new URL(raw.target, 'http://localhost').searchParams;
}

function linkTo({ url }: State, sha256: string): string {
  return `${url}download/${sha256}?X-Amz-Signature=secret`;
}

function named({ functions }: State, { account, region, raw }: Asked): PlannedFunction | undefined {
  const name =
    decodeURIComponent(raw.target.split(/[/?]/)[3] ?? '')
      .split(':')
      .at(6) ?? raw.target.split(/[/?]/)[3];
  return functions.find((fn) => fn.name === name && fn.account === account && fn.region === region);
}

/** What it answers of each call; moto is not asked, as it takes minutes to be filled with thousands of functions. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  'sts:GetCallerIdentity': () =>
    xml(
      'GetCallerIdentity',
      `<Arn>arn:aws:iam::${ACCOUNTS[0]}:user/me</Arn><Account>${ACCOUNTS[0]}</Account>`,
    ),
  'sts:AssumeRole': (state, { raw }) => {
    const account =
      /arn:aws:iam::(\d{12})/.exec(new URLSearchParams(raw.body.toString()).get('RoleArn') ?? '')?.[1] ?? '';
    if (account === DENIED_ACCOUNT)
      return {
        status: 403,
        type: 'text/xml',
        body: '<ErrorResponse><Error><Code>AccessDenied</Code></Error></ErrorResponse>',
      };
    state.accountOfKey.set(`KEY${account}`, account);
    const given = `<AccessKeyId>KEY${account}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>`;
    return xml(
      'AssumeRole',
      `<Credentials>${given}<Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>`,
    );
  },
  'account:ListRegions': () =>
    json({ Regions: REGIONS.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED' })) }),
  'iam:GetAccountAuthorizationDetails': () =>
    xml('GetAccountAuthorizationDetails', '<IsTruncated>false</IsTruncated>'),
  'lambda:ListFunctions': (state, asked) => {
    const own = state.functions.filter((fn) => fn.account === asked.account && fn.region === asked.region);
    const from = Number(query(asked).get('Marker') ?? 0);
    const next = from + PAGE < own.length ? { NextMarker: String(from + PAGE) } : {};
    return json({ Functions: own.slice(from, from + PAGE).map(configurationOf), ...next });
  },
  'lambda:ListEventSourceMappings': () => json({ EventSourceMappings: [] }),
  'lambda:ListAliases': () => json({ Aliases: [] }),
  'lambda:GetPolicy': () => refusal(404, 'ResourceNotFoundException'),
  'lambda:GetFunction': (state, asked) => {
    const fn = named(state, asked);
    if (!fn) return refusal(404, 'ResourceNotFoundException');
    if (fn.isDenied) return refusal(403, 'AccessDeniedException');
    const image = `${asked.account}.dkr.ecr.${asked.region}.amazonaws.com/repository@${fn.image ?? ''}`;
    const code = fn.image === null ? { Location: linkTo(state, fn.sha256) } : { ResolvedImageUri: image };
    return json({ Code: code, Configuration: configurationOf(fn) });
  },
  'lambda:GetLayerVersion': (state, asked) => {
    const sha256 = state.layers.get(query(asked).get('Arn') ?? '') ?? '';
    const CodeSha256 = Buffer.from(sha256, 'hex').toString('base64');
    return json({ Content: { CodeSha256, Location: linkTo(state, sha256) } });
  },
  'ecr:BatchGetImage': (state, { raw }) => {
    const { imageIds } = JSON.parse(raw.body.toString()) as { imageIds: { imageDigest: string }[] };
    return json({ images: [{ imageManifest: state.images.get(imageIds[0]?.imageDigest ?? '') }] });
  },
  'ecr:GetDownloadUrlForLayer': (state, { raw }) => {
    const { layerDigest } = JSON.parse(raw.body.toString()) as { layerDigest: string };
    return json({ downloadUrl: linkTo(state, layerDigest.replace('sha256:', '')), layerDigest });
  },
};

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
