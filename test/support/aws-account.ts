import { CreateRepositoryCommand, ECRClient, PutImageCommand } from '@aws-sdk/client-ecr';
import {
  IAMClient,
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  CreateFunctionUrlConfigCommand,
  LambdaClient,
  PublishLayerVersionCommand,
  PublishVersionCommand,
  UpdateFunctionCodeCommand,
  type CreateFunctionCommandInput,
} from '@aws-sdk/client-lambda';
import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts';

import { addImage, sha256, type ImageSpec, type Layout } from './image-builder.js';

export const OWN_ACCOUNT = '123456789012';
const KEYS = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };

/** One account and region of a server, to be filled. */
export interface AwsAccount {
  readonly lambda: LambdaClient;
  readonly account: string;
  readonly region: string;
  /** Makes a function; returns its ARN. */
  addFunction(name: string, zip: Uint8Array, more?: Partial<CreateFunctionCommandInput>): Promise<string>;
  updateFunction(name: string, zip: Uint8Array): Promise<void>;
  /** Makes a function from an image with the given layers; returns the image's files, whose blobs the server serves. */
  addImageFunction(name: string, spec: ImageSpec): Promise<Layout>;
  /** Returns the ARN of the layer version. */
  addLayer(name: string, zip: Uint8Array): Promise<string>;
  /** Publishes the current code, and points an alias at it if one is given. */
  publish(name: string, alias?: string): Promise<string>;
  addUrl(name: string): Promise<void>;
  addQueue(name: string, queue: string): Promise<void>;
  allowService(name: string, service: string, sourceArn: string): Promise<void>;
}

interface Seed {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string };
}

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});

export const ROLE_NAME = 'function-role';

async function addRole(iam: IAMClient, region: string, account: string): Promise<void> {
  await iam.send(new CreateRoleCommand({ RoleName: ROLE_NAME, AssumeRolePolicyDocument: TRUST }));
  const statement = {
    Effect: 'Allow',
    Action: 's3:*',
    Resource: '*',
    Condition: { StringEquals: { 'aws:PrincipalTag/secret': 'do-not-keep' } },
  };
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await iam.send(
    new PutRolePolicyCommand({ RoleName: ROLE_NAME, PolicyName: 'buckets', PolicyDocument: document }),
  );
  // Resources with policies of their own, which a sweep reads.
  const data = [
    { action: 'dynamodb:GetItem', arn: `arn:aws:dynamodb:${region}:${account}:table/orders` },
    {
      action: 'secretsmanager:GetSecretValue',
      arn: `arn:aws:secretsmanager:${region}:${account}:secret:api-AbCdEf`,
    },
    {
      action: 'kms:Decrypt',
      arn: `arn:aws:kms:${region}:${account}:key/00000000-0000-4000-8000-000000000000`,
    },
  ].map(({ action, arn }) => ({ Effect: 'Allow', Action: action, Resource: arn }));
  await iam.send(
    new PutRolePolicyCommand({
      RoleName: ROLE_NAME,
      PolicyName: 'data',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: data }),
    }),
  );
  const logs = { Effect: 'Allow', Action: ['logs:PutLogEvents'], Resource: '*' };
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'logs',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [logs] }),
    }),
  );
  await iam.send(new AttachRolePolicyCommand({ RoleName: ROLE_NAME, PolicyArn: Policy?.Arn }));
}

async function keysOf(endpoint: string, account: string) {
  if (account === OWN_ACCOUNT) return KEYS;
  const sts = new STSClient({ endpoint, region: 'us-east-1', credentials: KEYS });
  const RoleArn = `arn:aws:iam::${account}:role/seed`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'seed' }));
  return {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  };
}

/** Makes a queue. Its own client is not worth being installed for one call; moto checks no signature. */
async function addQueue({ endpoint, region, credentials }: Seed, name: string): Promise<void> {
  const credential = `Credential=${credentials.accessKeyId}/20260101/${region}/sqs/aws4_request`;
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 ${credential}, SignedHeaders=host, Signature=0`,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'AmazonSQS.CreateQueue',
    },
    body: JSON.stringify({ QueueName: name }),
  });
  if (!response.ok) throw new Error(`CreateQueue: ${response.status}`);
}

/** Opens an account of a server to fill it; its functions' role is made where it is not there. */
export async function openAwsAccount(
  endpoint: string,
  region: string,
  account = OWN_ACCOUNT,
): Promise<AwsAccount> {
  const config = { endpoint, region, credentials: await keysOf(endpoint, account) };
  const lambda = new LambdaClient(config);
  const ecr = new ECRClient(config);
  await addRole(new IAMClient(config), region, account).catch((error: Error) => {
    if (error.name !== 'EntityAlreadyExistsException') throw error;
  });
  const role = `arn:aws:iam::${account}:role/${ROLE_NAME}`;
  return {
    lambda,
    account,
    region,
    async addFunction(name, zip, more = {}) {
      const made = await lambda.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Role: role,
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Code: { ZipFile: zip },
          ...more,
        }),
      );
      return made.FunctionArn ?? '';
    },
    async addImageFunction(name, spec) {
      const layout: Layout = new Map();
      const { digest, mediaType } = addImage(layout, spec);
      const manifest = Buffer.from(layout.get(`blobs/${digest.replace(':', '/')}`) ?? []).toString();
      await ecr.send(new CreateRepositoryCommand({ repositoryName: name }));
      await ecr.send(
        new PutImageCommand({
          repositoryName: name,
          imageTag: 'latest',
          imageManifest: manifest,
          imageManifestMediaType: mediaType,
          imageDigest: `sha256:${sha256(manifest)}`,
        }),
      );
      const ImageUri = `${account}.dkr.ecr.${region}.amazonaws.com/${name}:latest`;
      await lambda.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Role: role,
          PackageType: 'Image',
          Code: { ImageUri },
        }),
      );
      return layout;
    },
    async updateFunction(name, zip) {
      await lambda.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile: zip }));
    },
    async addLayer(name, zip) {
      const made = await lambda.send(
        new PublishLayerVersionCommand({ LayerName: name, Content: { ZipFile: zip } }),
      );
      return made.LayerVersionArn ?? '';
    },
    async publish(name, alias) {
      const { Version } = await lambda.send(new PublishVersionCommand({ FunctionName: name }));
      if (alias !== undefined) {
        await lambda.send(
          new CreateAliasCommand({ FunctionName: name, Name: alias, FunctionVersion: Version }),
        );
      }
      return Version ?? '';
    },
    async addUrl(name) {
      await lambda.send(new CreateFunctionUrlConfigCommand({ FunctionName: name, AuthType: 'NONE' }));
      await lambda.send(
        new AddPermissionCommand({
          FunctionName: name,
          StatementId: 'url',
          Action: 'lambda:InvokeFunctionUrl',
          Principal: '*',
          FunctionUrlAuthType: 'NONE',
        }),
      );
    },
    async addQueue(name, queue) {
      await addQueue(config, queue);
      await lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName: name,
          EventSourceArn: `arn:aws:sqs:${region}:${account}:${queue}`,
        }),
      );
    },
    async allowService(name, service, sourceArn) {
      await lambda.send(
        new AddPermissionCommand({
          FunctionName: name,
          StatementId: service.replaceAll('.', '-'),
          Action: 'lambda:InvokeFunction',
          Principal: service,
          SourceArn: sourceArn,
        }),
      );
    },
  };
}
