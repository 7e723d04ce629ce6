import type { RawRequest } from './aws-requests.js';
import {
  ACCOUNTS,
  DENIED_ACCOUNT,
  REGIONS,
  type PlannedAccounts,
  type PlannedFunction,
} from './planned-accounts.js';

/** AWS's own page size. */
const PAGE = 50;

/** What is deployed, and the principal of the requests. */
export interface State extends PlannedAccounts {
  url: string;
  readonly accountOfKey: Map<string, string>;
}

export interface Reply {
  readonly status: number;
  readonly body: string | Buffer;
  readonly type?: string;
}

const json = (value: unknown): Reply => ({ status: 200, body: JSON.stringify(value) });
export const refusal = (status: number, code: string): Reply => ({
  status,
  body: JSON.stringify({ __type: code, message: 'no' }),
});
const xml = (action: string, result: string): Reply => ({
  status: 200,
  type: 'text/xml',
  body: `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`,
});

/** The published version of a function, as listed. */
function publishedOf(fn: PlannedFunction) {
  if (!fn.published) return null;
  const { sha256, bytes, hasFileSystem } = fn.published;
  const Arn = fn.arn.replace(
    /:lambda:(.+):function:.+/,
    ':elasticfilesystem:$1:access-point/fsap-01234567890123456',
  );
  return {
    ...configurationOf(fn),
    FunctionArn: `${fn.arn}:1`,
    Version: '1',
    CodeSha256: Buffer.from(sha256, 'hex').toString('base64'),
    CodeSize: bytes,
    Layers: [],
    ...(hasFileSystem ? { FileSystemConfigs: [{ Arn, LocalMountPath: '/mnt/code' }] } : {}),
  };
}

/** Copies that CloudFront runs in a region: of every function that it calls, in every region. */
function copiesIn({ functions }: State, { account, region }: Asked) {
  return functions
    .filter((fn) => fn.account === account && fn.published?.caller === 'edge')
    .map((fn) => ({
      ...publishedOf(fn),
      FunctionName: `us-east-1.${fn.name}`,
      FunctionArn: `arn:aws:lambda:${region}:${account}:function:us-east-1.${fn.name}:1`,
      MasterArn: `${fn.arn}:1`,
    }));
}

function calledBy(fn: PlannedFunction | undefined, caller: string): boolean {
  return fn?.published?.caller === caller;
}

const ROLE_ACTIONS = (resource: string) =>
  encodeURIComponent(
    JSON.stringify({ Statement: { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: resource } }),
  );

function roleOf(account: string, { name, arn }: PlannedFunction): string {
  const policy = `<member><PolicyName>call</PolicyName><PolicyDocument>${ROLE_ACTIONS(`${arn}:1`)}</PolicyDocument></member>`;
  return `<member><RoleName>${name}</RoleName><Arn>arn:aws:iam::${account}:role/${name}</Arn><RolePolicyList>${policy}</RolePolicyList></member>`;
}

/** A page, as Lambda gives it. */
function pageOf(key: string, items: readonly unknown[], asked: Asked): Reply {
  const from = Number(query(asked).get('Marker') ?? 0);
  const next = from + PAGE < items.length ? { NextMarker: String(from + PAGE) } : {};
  return json({ [key]: items.slice(from, from + PAGE), ...next });
}

function ownFunctions({ functions }: State, { account, region }: Asked): readonly PlannedFunction[] {
  return functions.filter((fn) => fn.account === account && fn.region === region);
}

function runtimeOf({ image }: PlannedFunction) {
  return image === null ? { Runtime: 'nodejs22.x', Handler: 'index.handler' } : {};
}

function configurationOf(fn: PlannedFunction) {
  const { name, arn, image, layers, sha256, bytes } = fn;
  const code = image === null ? Buffer.from(sha256, 'hex').toString('base64') : sha256;
  return {
    FunctionName: name,
    FunctionArn: `${arn}:$LATEST`,
    Version: '$LATEST',
    CodeSha256: code,
    CodeSize: bytes,
    PackageType: image === null ? 'Zip' : 'Image',
    ...runtimeOf(fn),
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

/** The answer to each call. moto is not used, as it takes minutes to fill it with thousands of functions. */
export const ANSWERS: Readonly<Record<string, Answer>> = {
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
  'iam:GetAccountAuthorizationDetails': ({ functions }, { account }) => {
    const callers = functions.filter((fn) => fn.account === account && calledBy(fn, 'role'));
    const roles = callers.map((fn) => roleOf(account, fn)).join('');
    return xml(
      'GetAccountAuthorizationDetails',
      `<IsTruncated>false</IsTruncated><RoleDetailList>${roles}</RoleDetailList>`,
    );
  },
  'lambda:ListFunctions': (state, asked) => {
    const parameters = query(asked);
    const isAll = parameters.get('FunctionVersion') === 'ALL';
    if (parameters.has('MasterRegion')) {
      return isAll
        ? pageOf('Functions', copiesIn(state, asked), asked)
        : refusal(400, 'InvalidParameterValueException');
    }
    const own = ownFunctions(state, asked).flatMap((fn) => {
      const published = isAll ? publishedOf(fn) : null;
      return [configurationOf(fn), ...(published ? [published] : [])];
    });
    return pageOf('Functions', own, asked);
  },
  'lambda:ListEventSourceMappings': (state, asked) => {
    const called = ownFunctions(state, asked).filter((fn) => calledBy(fn, 'source'));
    const mappings = called.map(({ arn }) => ({
      FunctionArn: `${arn}:1`,
      EventSourceArn: `arn:aws:sqs:${asked.region}:${asked.account}:jobs`,
      State: 'Enabled',
    }));
    return pageOf('EventSourceMappings', mappings, asked);
  },
  'lambda:ListAliases': (state, asked) => {
    const fn = named(state, asked);
    const live = calledBy(fn, 'alias') ? [{ Name: 'live', FunctionVersion: '1' }] : [];
    const open = fn?.hasPublicAlias ? [{ Name: 'open', FunctionVersion: '$LATEST' }] : [];
    return json({ Aliases: [...live, ...open] });
  },
  'lambda:ListProvisionedConcurrencyConfigs': (state, asked) => {
    const fn = named(state, asked);
    return json({
      ProvisionedConcurrencyConfigs:
        fn && calledBy(fn, 'provisioned') ? [{ FunctionArn: `${fn.arn}:1` }] : [],
    });
  },
  'lambda:ListCodeSigningConfigs': () => json({ CodeSigningConfigs: [] }),
  'lambda:ListFunctionEventInvokeConfigs': () => json({ FunctionEventInvokeConfigs: [] }),
  'lambda:GetPolicy': (state, asked) => {
    const fn = named(state, asked);
    const qualifier = query(asked).get('Qualifier');
    const isOpen = qualifier === 'open' && fn?.hasPublicAlias === true;
    if (!isOpen && !(qualifier === '1' && calledBy(fn, 'policy')))
      return refusal(404, 'ResourceNotFoundException');
    const Principal = isOpen ? '*' : { Service: 'apigateway.amazonaws.com' };
    const Resource = `${fn?.arn}:${qualifier}`;
    const statement = { Effect: 'Allow', Principal, Action: 'lambda:InvokeFunction', Resource };
    return json({ Policy: JSON.stringify({ Statement: [statement] }) });
  },
  'lambda:GetFunction': (state, asked) => {
    const fn = named(state, asked);
    if (!fn) return refusal(404, 'ResourceNotFoundException');
    if (fn.isDenied) return refusal(403, 'AccessDeniedException');
    const published = query(asked).get('Qualifier') === '1' ? fn.published : null;
    const image = `${asked.account}.dkr.ecr.${asked.region}.amazonaws.com/repository@${fn.image ?? ''}`;
    const link = linkTo(state, published?.sha256 ?? fn.sha256);
    const code = fn.image === null ? { Location: link } : { ResolvedImageUri: image };
    return json({ Code: code, Configuration: published ? publishedOf(fn) : configurationOf(fn) });
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
