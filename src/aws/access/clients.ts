import type { Agent } from 'node:https';
import type { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import type { ApiGatewayV2Client } from '@aws-sdk/client-apigatewayv2';
import type { AccountClient } from '@aws-sdk/client-account';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ECRClient } from '@aws-sdk/client-ecr';
import type { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { IAMClient } from '@aws-sdk/client-iam';
import type { KMSClient } from '@aws-sdk/client-kms';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import type { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import type { S3Client } from '@aws-sdk/client-s3';
import type { S3ControlClient } from '@aws-sdk/client-s3-control';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SecurityHubClient } from '@aws-sdk/client-securityhub';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { STSClient, STSClientConfig } from '@aws-sdk/client-sts';
import { requireSafeAddress } from './endpoint.js';
import { quietSdk } from './quiet-sdk.js';

/** Clients of one account; each is made on first use. */
export interface Clients {
  lambda(region: string): Promise<LambdaClient>;
  ecr(region: string): Promise<ECRClient>;
  iam(): Promise<IAMClient>;
  sts(): Promise<STSClient>;
  organizations(): Promise<OrganizationsClient>;
  account(): Promise<AccountClient>;
  tagging(region: string): Promise<ResourceGroupsTaggingAPIClient>;
  securityHub(region: string): Promise<SecurityHubClient>;
  sns(region: string): Promise<SNSClient>;
  restApis(region: string): Promise<APIGatewayClient>;
  httpApis(region: string): Promise<ApiGatewayV2Client>;
  sqs(region: string): Promise<SQSClient>;
  s3(region: string): Promise<S3Client>;
  loadBalancers(region: string): Promise<ElasticLoadBalancingV2Client>;
  accountBuckets(region: string): Promise<S3ControlClient>;
  secrets(region: string): Promise<SecretsManagerClient>;
  keys(region: string): Promise<KMSClient>;
  tables(region: string): Promise<DynamoDBClient>;
  close(): void;
}

export interface ClientOptions {
  /** For the services that have no region of their own. */
  readonly region: string;
  /** Endpoint of all services; null for AWS's own or the configured ones. */
  readonly endpoint: string | null;
  /** How encrypted connections are made; undefined: directly. */
  readonly agent: Agent | undefined;
  /** Undefined: those that AWS's own tools would use here. */
  readonly credentials?: NonNullable<STSClientConfig['credentials']>;
}

const TIMEOUTS = { connectionTimeout: 10_000, requestTimeout: 30_000 };

interface Guardable {
  readonly middlewareStack: {
    add(middleware: unknown, options: { readonly step: 'build'; readonly name: string }): void;
  };
  destroy(): void;
}

interface RequestArguments {
  readonly request: { readonly protocol: string; readonly hostname: string };
}

/** Wherever the address came from (option, variable, profile): no request leaves for one that is not safe. */
function guard<T extends Guardable>(client: T): T {
  const check = (next: (args: RequestArguments) => unknown) => (args: RequestArguments) => {
    requireSafeAddress(args.request);
    return next(args);
  };
  client.middlewareStack.add(check, { step: 'build', name: 'stowawaySafeAddress' });
  return client;
}

interface ClientConfig extends Pick<ClientOptions, 'region' | 'credentials'> {
  readonly maxAttempts: number;
  readonly requestHandler: typeof TIMEOUTS & { readonly httpsAgent?: Agent };
  readonly endpoint?: string;
}

/** An endpoint of its own has no names for accounts, which the SDK puts before the endpoint's name. */
function withoutAccountName({ endpoint, region }: ClientConfig) {
  if (endpoint === undefined) return {};
  const authSchemes = [
    { name: 'sigv4', signingName: 's3', signingRegion: region, scope: '', properties: {} },
  ];
  const endpointProvider = () => ({ url: new URL(endpoint), properties: { authSchemes }, headers: {} });
  return { disableHostPrefix: true, endpointProvider };
}

/** Each loads its own part of the SDK. */
const MAKERS = {
  lambda: async (config: ClientConfig) => new (await import('@aws-sdk/client-lambda')).LambdaClient(config),
  ecr: async (config: ClientConfig) => new (await import('@aws-sdk/client-ecr')).ECRClient(config),
  iam: async (config: ClientConfig) => new (await import('@aws-sdk/client-iam')).IAMClient(config),
  sts: async (config: ClientConfig) => new (await import('@aws-sdk/client-sts')).STSClient(config),
  organizations: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-organizations')).OrganizationsClient(config),
  account: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-account')).AccountClient(config),
  tagging: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-resource-groups-tagging-api')).ResourceGroupsTaggingAPIClient(config),
  securityHub: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-securityhub')).SecurityHubClient(config),
  sns: async (config: ClientConfig) => new (await import('@aws-sdk/client-sns')).SNSClient(config),
  restApis: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-api-gateway')).APIGatewayClient(config),
  httpApis: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-apigatewayv2')).ApiGatewayV2Client(config),
  // The URL of a queue is made from its ARN: no request goes to the host in it.
  sqs: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-sqs')).SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
  // An endpoint of its own has no names for buckets.
  s3: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-s3')).S3Client({
      ...config,
      forcePathStyle: config.endpoint !== undefined,
    }),
  loadBalancers: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-elastic-load-balancing-v2')).ElasticLoadBalancingV2Client(config),
  accountBuckets: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-s3-control')).S3ControlClient({
      ...config,
      ...withoutAccountName(config),
    }),
  secrets: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-secrets-manager')).SecretsManagerClient(config),
  keys: async (config: ClientConfig) => new (await import('@aws-sdk/client-kms')).KMSClient(config),
  tables: async (config: ClientConfig) =>
    new (await import('@aws-sdk/client-dynamodb')).DynamoDBClient(config),
};

/** Clients for one set of credentials. The caller decides about retries, so they make none. */
export function openClients({ region: home, endpoint, agent, credentials }: ClientOptions): Clients {
  quietSdk();
  const made = new Map<string, Promise<Guardable>>();
  function once<T extends Guardable>(
    service: string,
    make: (config: ClientConfig) => Promise<T>,
    region = home,
  ): Promise<T> {
    const key = `${service} ${region}`;
    const config: ClientConfig = {
      region,
      maxAttempts: 1,
      requestHandler: agent ? { ...TIMEOUTS, httpsAgent: agent } : TIMEOUTS,
      ...(endpoint === null ? {} : { endpoint }),
      ...(credentials ? { credentials } : {}),
    };
    const client = (made.get(key) as Promise<T> | undefined) ?? make(config).then(guard);
    made.set(key, client);
    return client;
  }
  return {
    lambda: (region) => once('lambda', MAKERS.lambda, region),
    ecr: (region) => once('ecr', MAKERS.ecr, region),
    iam: () => once('iam', MAKERS.iam),
    sts: () => once('sts', MAKERS.sts),
    organizations: () => once('organizations', MAKERS.organizations),
    account: () => once('account', MAKERS.account),
    tagging: (region) => once('tagging', MAKERS.tagging, region),
    securityHub: (region) => once('securityHub', MAKERS.securityHub, region),
    sns: (region) => once('sns', MAKERS.sns, region),
    restApis: (region) => once('restApis', MAKERS.restApis, region),
    httpApis: (region) => once('httpApis', MAKERS.httpApis, region),
    sqs: (region) => once('sqs', MAKERS.sqs, region),
    s3: (region) => once('s3', MAKERS.s3, region),
    loadBalancers: (region) => once('loadBalancers', MAKERS.loadBalancers, region),
    accountBuckets: (region) => once('accountBuckets', MAKERS.accountBuckets, region),
    secrets: (region) => once('secrets', MAKERS.secrets, region),
    keys: (region) => once('keys', MAKERS.keys, region),
    tables: (region) => once('tables', MAKERS.tables, region),
    close() {
      for (const client of made.values()) client.then((one) => one.destroy()).catch(() => undefined);
    },
  };
}
