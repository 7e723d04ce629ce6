import { PLAIN, type CallSite, type Flow, type OutsideToken } from '../../program/index.js';
import type { Operation } from './operation-uses.js';
import type { SdkContext, UseOf } from './sdk-context.js';
import type { ClientStyle } from './sdk-marks.js';
import { MANAGED_UPLOAD } from './client-methods.js';
import {
  documentOperation,
  OLDER_SDK,
  serviceOfClass,
  serviceOfPackage,
  serviceOfVersion2,
} from './sdk-names.js';
import { textOf } from '../../syntax/index.js';
import { waiterOperation } from './waiter-operations.js';

/** Operations of functions and classes of packages that belong to the SDK, by `package name`. */
const MEMBERS: ReadonlyMap<string, string> = new Map([
  [
    '@aws-sdk/lib-storage Upload',
    's3:PutObject s3:CreateMultipartUpload s3:UploadPart s3:CompleteMultipartUpload s3:AbortMultipartUpload',
  ],
  ['@aws-sdk/s3-presigned-post createPresignedPost', 's3:PutObject'],
  ['@aws-sdk/rds-signer Signer', 'rdsdb:Connect'],
  ['@aws-sdk/dsql-signer DsqlSigner', 'dsql:DbConnect dsql:DbConnectAdmin'],
  ['aws-msk-iam-sasl-signer-js generateAuthToken', 'kafkacluster:Connect'],
  ['@aws-sdk/credential-providers fromTemporaryCredentials', 'sts:AssumeRole'],
  ['@aws-sdk/credential-providers fromWebToken', 'sts:AssumeRoleWithWebIdentity'],
  [
    '@aws-sdk/credential-providers fromCognitoIdentityPool',
    'cognitoidentity:GetId cognitoidentity:GetCredentialsForIdentity',
  ],
  ['@aws-sdk/credential-providers fromCognitoIdentity', 'cognitoidentity:GetCredentialsForIdentity'],
  ['@aws-lambda-powertools/parameters/ssm getParameter', 'ssm:GetParameter'],
  ['@aws-lambda-powertools/parameters/ssm getParameters', 'ssm:GetParametersByPath'],
  ['@aws-lambda-powertools/parameters/ssm getParametersByName', 'ssm:GetParameters ssm:GetParameter'],
  ['@aws-lambda-powertools/parameters/ssm setParameter', 'ssm:PutParameter'],
  ['@aws-lambda-powertools/parameters/secrets getSecret', 'secretsmanager:GetSecretValue'],
  [
    '@aws-lambda-powertools/parameters/appconfig getAppConfig',
    'appconfigdata:StartConfigurationSession appconfigdata:GetLatestConfiguration',
  ],
  [
    '@aws-lambda-powertools/idempotency/dynamodb DynamoDBPersistenceLayer',
    'dynamodb:GetItem dynamodb:PutItem dynamodb:UpdateItem dynamodb:DeleteItem',
  ],
  ['@middy/ssm default', 'ssm:GetParameters ssm:GetParametersByPath'],
  ['@middy/secrets-manager default', 'secretsmanager:GetSecretValue'],
]);

/** Packages that sign requests: the operations are in the requests. */
const SIGNERS =
  /^(?:aws4|aws4fetch|@smithy\/signature-v4|@aws-sdk\/signature-v4(?:-crt|-multi-region)?|aws-sign-web)$/;

const DOCUMENT = '@aws-sdk/lib-dynamodb';

/** Operations of a member of a client's package that is called or made; the service's own names. */
function memberOperation(service: string, name: string): string | null {
  const [, command] = /^([A-Z]\w*)Command$/.exec(name) ?? [];
  if (command !== undefined) return command;
  const [, paged] = /^paginate([A-Z]\w*)$/.exec(name) ?? [];
  if (paged !== undefined) return paged;
  const [, state] = /^wait(?:Until|For)([A-Z]\w*)$/.exec(name) ?? [];
  return state === undefined ? null : waiterOperation(service, state);
}

/** The operations that using a member of an outside package performs. */
function operationsOf({ module, path }: OutsideToken): Operation[] {
  const [name = 'default'] = path;
  const known = MEMBERS.get(`${module} ${name}`);
  if (known !== undefined)
    return known.split(' ').map((pair) => {
      const [service = '', operation = ''] = pair.split(':');
      return { service, operation };
    });
  if (path.length !== 1) return [];
  const service = module === DOCUMENT ? 'dynamodb' : serviceOfPackage(module);
  const operation = service && memberOperation(service, name);
  if (!service || !operation) return [];
  return [{ service, operation: module === DOCUMENT ? documentOperation(operation) : operation }];
}

/** A client that code makes: its service and the names of its methods; null if it is none. */
function clientOf(token: OutsideToken): { readonly service: string; readonly style: ClientStyle } | null {
  const { module, path } = token;
  const [name = '', member] = path;
  if (module === DOCUMENT) {
    if (name === 'DynamoDBDocument') return { service: 'dynamodb', style: 'document' };
    return name === 'DynamoDBDocumentClient' ? { service: 'dynamodb', style: 'plain' } : null;
  }
  if (serviceOfPackage(module) !== null && member === undefined && /^[A-Z]/.test(name)) {
    if (name.endsWith('Client')) return { service: serviceOfClass(name), style: 'plain' };
    return { service: serviceOfPackage(module) ?? '', style: 'methods' };
  }
  return olderClient(token);
}

/** A member of version 2: the service of its client, and what it is of the client; null of other values. */
function olderMember({
  module,
  path,
}: OutsideToken): { readonly service: string; readonly member: string | undefined } | null {
  const [, file] = /^aws-sdk\/clients\/([a-z\d]{2,60})$/.exec(module) ?? [];
  const names = path.filter((name) => name !== 'default');
  const isWhole = module === OLDER_SDK || module.startsWith(`${OLDER_SDK}/`);
  const [name, member] = file === undefined ? names : [file, ...names];
  return isWhole && name !== undefined ? { service: serviceOfVersion2(name), member } : null;
}

/** Of version 2: `aws-sdk`, `aws-sdk/clients/s3`, or the global `AWS`. */
function olderClient(token: OutsideToken): { readonly service: string; readonly style: ClientStyle } | null {
  const { service, member } = olderMember(token) ?? {};
  if (service === undefined) return null;
  if (member === 'DocumentClient') return { service, style: 'older-document' };
  return member === undefined ? { service, style: 'older' } : null;
}

/** What classes below clients of version 2 perform, by service and name. */
const BELOW_OLDER: ReadonlyMap<string, readonly Operation[]> = new Map([
  ['s3 ManagedUpload', MANAGED_UPLOAD.map((operation) => ({ service: 's3', operation }))],
  ['rds Signer', [{ service: 'rdsdb', operation: 'Connect' }]],
]);

function belowOlder(token: OutsideToken): readonly Operation[] {
  const { service, member } = olderMember(token) ?? {};
  return BELOW_OLDER.get(`${service} ${member}`) ?? [];
}

/** Functions with which version 2 composes its own classes. */
const COMPOSERS: ReadonlySet<string> = new Set([
  'update',
  'inherit',
  'mixin',
  'property',
  'memoizedProperty',
  'hideProperties',
  'addPromises',
]);

/** What code of version 2 itself does that is part of a bundle: it makes the classes of its clients. */
function composeOlder(flow: Flow, { site, callee }: OutsideCall): boolean {
  const [first, second] = callee.path;
  if (callee.module !== OLDER_SDK || callee.path.length !== 2) return false;
  if (first === 'util' && COMPOSERS.has(second ?? '')) {
    flow.propagation.add(site.result, flow.outside(OLDER_SDK, ['util', '()']));
    return true;
  }
  const service = first === 'Service' && second === 'defineService' ? textOf(site.given[0]) : null;
  if (service === null) return false;
  flow.propagation.add(site.result, flow.outside(OLDER_SDK, [service]));
  return true;
}

function useAll(
  context: SdkContext,
  flow: Flow,
  { token, where }: { token: OutsideToken; where: UseOf },
): boolean {
  const found = operationsOf(token);
  for (const operation of found) context.use(flow, operation, where);
  return found.length > 0;
}

/** Paginators and waiters have the parameters behind their configuration. */
function inputIn({ args }: CallSite, { path }: OutsideToken): number {
  return /^(?:paginate|wait)/.test(path.at(-1) ?? '') && args.length > 1 ? 1 : 0;
}

/** Version 2 has credentials, uploads and more beside its clients. */
const OLDER_MEMBERS: ReadonlyMap<string, string> = new Map([
  ['TemporaryCredentials', 'AssumeRole'],
  ['ChainableTemporaryCredentials', 'AssumeRole'],
  ['WebIdentityCredentials', 'AssumeRoleWithWebIdentity'],
]);

/** Members of version 2 that are no clients. */
const NO_CLIENT =
  /^(?:\w*Credentials|\w*Config|\w*Endpoint\w*|Http\w+|NodeHttpClient|Service|Request|Response|util|events|config|EventListeners|SequentialExecutor|XML|JSON|Model|Protocol|Signers|apiLoader|ParamValidator|ResourceWaiter|IniLoader|MetadataService|\w*Token|\w*ProviderChain|\w*Provider)$/;

function callOlder(context: SdkContext, flow: Flow, { site, callee }: OutsideCall): boolean {
  const [name = ''] = callee.path;
  if (!NO_CLIENT.test(name)) return false;
  const operation = OLDER_MEMBERS.get(name);
  const place = { node: site.node, unit: site.scope.owner };
  if (operation !== undefined && site.isNew)
    context.use(flow, { service: 'sts', operation }, { place, input: null });
  flow.propagation.add(site.result, PLAIN);
  return true;
}

interface OutsideCall {
  readonly site: CallSite;
  readonly callee: OutsideToken;
}

function isFactory({ path }: OutsideToken): boolean {
  return path.length === 2 && path[1] === 'from';
}

function makeClient(context: SdkContext, flow: Flow, { site, callee }: OutsideCall): boolean {
  const client = clientOf(isFactory(callee) ? { ...callee, path: callee.path.slice(0, 1) } : callee);
  if (!client || (!site.isNew && !isFactory(callee) && client.style !== 'older')) return false;
  flow.propagation.add(site.result, context.marks.token({ kind: 'client', ...client }));
  return true;
}

/** The effect of calling a member of a package that is not part of the program. @returns false if it is none of AWS's. */
export function callOutside(context: SdkContext, flow: Flow, { site, callee }: OutsideCall): boolean {
  const { module } = callee;
  if (composeOlder(flow, { site, callee })) return true;
  if (SIGNERS.test(module))
    context.uses.reasons.add(`code signs requests itself (${module}): the operations are in the requests`);
  const place = { node: site.node, unit: site.scope.owner };
  const input = site.args[inputIn(site, callee)] ?? null;
  if (site.isNew) for (const operation of belowOlder(callee)) context.use(flow, operation, { place, input });
  if (useAll(context, flow, { token: callee, where: { place, input } })) {
    flow.propagation.add(site.result, PLAIN);
    return site.isNew;
  }
  if (module === OLDER_SDK && callOlder(context, flow, { site, callee })) return false;
  return makeClient(context, flow, { site, callee });
}

/** Code outside gets a member of a package: a command that it may send. */
export function escapeOutside(context: SdkContext, flow: Flow, token: OutsideToken): void {
  useAll(context, flow, { token, where: { place: null, input: null } });
  const client = clientOf(token);
  // Whoever makes the client may call its methods.
  if (client) context.marks.token({ kind: 'client', ...client });
}
