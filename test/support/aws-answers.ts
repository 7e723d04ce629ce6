import { createHash } from 'node:crypto';
import type { AwsFault, AwsServer } from './aws-server.js';
import type { RawRequest } from './aws-requests.js';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The server, as its answers see it. */
export interface ServerState extends Omit<AwsServer, 'stop'> {
  url: string;
  readonly moto: string;
  readonly accountOfKey: Map<string, string>;
}

type Json = Record<string, unknown>;

export function json(value: unknown, status = 200): Answer {
  return { status, type: 'application/json', body: Buffer.from(JSON.stringify(value)) };
}

/** An error in the protocol of the service. */
export function errorAnswer({ status, code }: AwsFault, action: string): Answer {
  if (/^(?:sts|iam|sns|s3|elasticloadbalancing):/.test(action)) {
    const xml = `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>no</Message></Error></ErrorResponse>`;
    // S3 has no element around the error.
    const body = action.startsWith('s3:') ? xml.replaceAll(/<\/?ErrorResponse>/g, '') : xml;
    return { status, type: 'text/xml', body: Buffer.from(body) };
  }
  const answer = json({ __type: code, Type: 'User', message: 'no' }, status);
  return { ...answer, headers: { 'x-amzn-errortype': code } };
}

/** AWS's own page size; moto gives everything at once. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
const PAGE = 50;

function page(all: unknown, list: string, target: string): Answer {
  const query = new URL(target, 'http://localhost').searchParams;
  const from = Number(query.get('Marker') ?? 0);
  const size = Math.min(PAGE, Number(query.get('MaxItems') ?? PAGE));
  const items = ((all as Json)[list] ?? []) as unknown[];
  const next = from + size < items.length ? { NextMarker: String(from + size) } : {};
  return json({ [list]: items.slice(from, from + size), ...next });
}

function keep(server: ServerState, base64: unknown): void {
  if (typeof base64 !== 'string') return;
  const bytes = Buffer.from(base64, 'base64');
  server.blobs.set(createHash('sha256').update(bytes).digest('hex'), bytes);
}

/** Asks moto. */
export async function askMoto(server: ServerState, raw: RawRequest, target = raw.target): Promise<Answer> {
  const headers = ['authorization', 'x-amz-target', 'content-type', 'x-amz-date', 'x-amz-security-token'];
  const given = headers.flatMap((name) => {
    const value = raw.header(name);
    return value === undefined ? [] : [[name, value] as [string, string]];
  });
  const hasBody = raw.method !== 'GET' && raw.method !== 'HEAD';
  const response = await fetch(server.moto.slice(0, -1) + target, {
    method: raw.method,
    headers: given,
    ...(hasBody ? { body: new Uint8Array(raw.body) } : {}),
  });
  const type = response.headers.get('content-type') ?? 'application/json';
  const code = response.headers.get('x-amzn-errortype');
  return {
    status: response.status,
    type,
    body: Buffer.from(await response.arrayBuffer()),
    headers: code === null ? {} : { 'x-amzn-errortype': code },
  };
}

function dataOf({ body }: Answer): Json {
  return JSON.parse(body.toString()) as Json;
}

function hexOf(base64: unknown): string {
  return Buffer.from(String(base64), 'base64').toString('hex');
}

type Handler = (server: ServerState, raw: RawRequest) => Promise<Answer>;

const listing =
  (list: string): Handler =>
  async (server, raw) => {
    const target = raw.target.replaceAll(/(?:Marker|MaxItems)=[^&]*&?/g, '');
    return page(dataOf(await askMoto(server, raw, target)), list, raw.target);
  };

const uploading: Handler = (server, raw) => {
  const body = JSON.parse(raw.body.toString()) as { Code?: Json; Content?: Json; ZipFile?: unknown };
  keep(server, body.ZipFile ?? body.Code?.['ZipFile'] ?? body.Content?.['ZipFile']);
  return askMoto(server, raw);
};

/** Answers where moto lacks an action or differs from AWS, by action. */
export const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  [
    'lambda:ListFunctions',
    (server, raw) => {
      const query = new URL(raw.target, 'http://localhost').searchParams;
      if (!query.has('MasterRegion')) return listing('Functions')(server, raw);
      // Copies of Lambda@Edge, which moto lacks.
      if (query.get('FunctionVersion') === 'ALL') return Promise.resolve(json({ Functions: [] }));
      const code = 'InvalidParameterValueException';
      return Promise.resolve(errorAnswer({ match: /./, status: 400, code }, 'lambda:ListFunctions'));
    },
  ],
  [
    'lambda:ListProvisionedConcurrencyConfigs',
    () => Promise.resolve(json({ ProvisionedConcurrencyConfigs: [] })),
  ],
  [
    'lambda:ListCodeSigningConfigs',
    () => Promise.resolve(json({ CodeSigningConfigs: [{ CodeSigningConfigArn: 'arn:signing' }] })),
  ],
  ['lambda:ListFunctionsByCodeSigningConfig', () => Promise.resolve(json({ FunctionArns: [] }))],
  ['lambda:ListEventSourceMappings', listing('EventSourceMappings')],
  ['lambda:ListAliases', listing('Aliases')],
  ['lambda:CreateFunction', uploading],
  ['lambda:UpdateFunctionCode', uploading],
  ['lambda:PublishLayerVersion', uploading],
  [
    'lambda:GetFunction',
    async (server, raw) => {
      const answer = await askMoto(server, raw);
      if (answer.status !== 200) return answer;
      const data = dataOf(answer) as { Code: Json; Configuration: Json };
      data.Code['Location'] =
        `${server.url}download/${hexOf(data.Configuration['CodeSha256'])}?X-Amz-Signature=secret`;
      return json(data);
    },
  ],
  [
    'lambda:GetLayerVersion',
    async (server, raw) => {
      const arn = new URL(raw.target, 'http://localhost').searchParams.get('Arn') ?? '';
      const [, , , , , , name, version] = arn.split(':');
      const answer = await askMoto(server, raw, `/2018-10-31/layers/${name}/versions/${version}`);
      if (answer.status !== 200) return answer;
      const data = dataOf(answer) as { Content: Json };
      data.Content['Location'] =
        `${server.url}download/${hexOf(data.Content['CodeSha256'])}?X-Amz-Signature=secret`;
      return json(data);
    },
  ],
  [
    'lambda:ListFunctionUrlConfigs',
    async (server, raw) => {
      const answer = await askMoto(server, raw, raw.target.replace(/\/urls.*/, '/url'));
      return json({ FunctionUrlConfigs: answer.status < 300 ? [dataOf(answer)] : [] });
    },
  ],
  [
    // moto knows it by the name of its host alone.
    's3:GetAccountPublicAccessBlock',
    () =>
      Promise.resolve({
        status: 404,
        type: 'text/xml',
        body: Buffer.from(
          '<ErrorResponse><Error><Code>NoSuchPublicAccessBlockConfiguration</Code></Error></ErrorResponse>',
        ),
      }),
  ],
  [
    'account:ListRegions',
    (server) =>
      Promise.resolve(
        json({ Regions: server.regions.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED' })) }),
      ),
  ],
  [
    'ecr:GetDownloadUrlForLayer',
    (server, raw) => {
      const { layerDigest } = JSON.parse(raw.body.toString()) as { layerDigest: string };
      const downloadUrl = `${server.url}download/${layerDigest.replace('sha256:', '')}?X-Amz-Signature=secret`;
      return Promise.resolve(json({ downloadUrl, layerDigest }));
    },
  ],
  [
    'sts:AssumeRole',
    async (server, raw) => {
      const answer = await askMoto(server, raw);
      const text = answer.body.toString();
      const [, key] = /<AccessKeyId>(.+?)<\/AccessKeyId>/.exec(text) ?? [];
      const [, account] = /arn:aws:sts::(\d{12}):/.exec(text) ?? [];
      if (key && account) server.accountOfKey.set(key, account);
      return answer;
    },
  ],
]);
