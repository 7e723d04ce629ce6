/** A request to AWS, as far as a server can identify it. */
export interface AwsRequest {
  readonly account: string;
  readonly region: string;
  /** In the spelling of the API: `lambda:ListFunctions`. */
  readonly action: string;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
}

const LAMBDA: readonly (readonly [method: string, path: RegExp, action: string])[] = [
  ['GET', /^\/2015-03-31\/functions\/?\?/, 'ListFunctions'],
  ['GET', /^\/2015-03-31\/functions\/[^/]+\/policy/, 'GetPolicy'],
  ['GET', /^\/2015-03-31\/functions\/[^/]+\/aliases/, 'ListAliases'],
  ['GET', /^\/2015-03-31\/functions\/[^/?]+(?:\?|$)/, 'GetFunction'],
  ['GET', /^\/2021-10-31\/functions\/[^/]+\/urls/, 'ListFunctionUrlConfigs'],
  [
    'GET',
    /^\/2019-09-30\/functions\/[^/]+\/provisioned-concurrency\?.*List=ALL/,
    'ListProvisionedConcurrencyConfigs',
  ],
  ['GET', /^\/2019-09-25\/functions\/[^/]+\/event-invoke-config\/list/, 'ListFunctionEventInvokeConfigs'],
  ['GET', /^\/2020-04-22\/code-signing-configs\/[^/?]+\/functions/, 'ListFunctionsByCodeSigningConfig'],
  ['GET', /^\/2020-04-22\/code-signing-configs\/?(?:\?|$)/, 'ListCodeSigningConfigs'],
  ['GET', /^\/2015-03-31\/event-source-mappings/, 'ListEventSourceMappings'],
  ['GET', /^\/2018-10-31\/layers\?.*find=LayerVersion/, 'GetLayerVersion'],
  ['POST', /^\/2015-03-31\/functions\/?$/, 'CreateFunction'],
  ['PUT', /^\/2015-03-31\/functions\/[^/]+\/code/, 'UpdateFunctionCode'],
  ['POST', /^\/2018-10-31\/layers\/[^/]+\/versions/, 'PublishLayerVersion'],
];

const PATHS: ReadonlyMap<string, typeof LAMBDA> = new Map([
  ['lambda', LAMBDA],
  [
    's3',
    [
      ['GET', /^\/v20180820\/configuration\/publicAccessBlock/, 'GetAccountPublicAccessBlock'],
      ['GET', /\?policy/, 'GetBucketPolicy'],
      ['GET', /\?publicAccessBlock/, 'GetBucketPublicAccessBlock'],
      ['GET', /\?acl/, 'GetBucketAcl'],
    ],
  ],
  // IAM has one action for everything that API Gateway shows.
  ['apigateway', [['GET', /^/, 'GET']]],
  ['securityhub', [['POST', /^\/findings\/import/, 'BatchImportFindings']]],
]);

const SCOPE = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\/aws4_request/;
const DEFAULT_ACCOUNT = '123456789012';

/** The action of a service whose requests differ by method and path; null for other services. */
function actionOfPath(service: string, method: string, target: string): string | null {
  if (service === 'account') return target.replace(/^\/./, (first) => first.slice(1).toUpperCase());
  const rows = PATHS.get(service);
  if (!rows) return null;
  return rows.find(([verb, path]) => verb === method && path.test(target))?.[2] ?? `${method} ${target}`;
}

function actionOf(service: string, { method, target, body, header }: RawRequest): string {
  const ofPath = actionOfPath(service, method, target);
  if (ofPath !== null) return ofPath;
  const named = header('x-amz-target')?.split('.').at(-1);
  return named ?? new URLSearchParams(body.toString()).get('Action') ?? `${method} ${target}`;
}

export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly body: Buffer;
  readonly header: (name: string) => string | undefined;
}

/** @param accountOfKey accounts by access key id; another key is of moto's own account. */
export function recogniseAwsRequest(raw: RawRequest, accountOfKey: ReadonlyMap<string, string>): AwsRequest {
  const [, key = '', region = '', service = ''] = SCOPE.exec(raw.header('authorization') ?? '') ?? [];
  const { method, target } = raw;
  // IAM's name of it is another one than that which requests are signed with.
  const prefix = service === 'tagging' ? 'tag' : service;
  const action = `${prefix}:${actionOf(service, raw)}`;
  return { account: accountOfKey.get(key) ?? DEFAULT_ACCOUNT, region, action, method, target };
}
