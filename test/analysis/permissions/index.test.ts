import { expect, it, test } from 'vitest';
import { permissions } from '../../../src/analysis/permissions/index.js';
import { type ServerlessFunction } from '../../../src/model/index.js';
import { withLimit } from '../../support/lowered-limit.js';
import { answerFor, type Files } from '../../support/operation-answer.js';
import { describeAnalysis } from '../contract.js';

const CLIENT = "import { S3Client, PutObjectCommand, GetObjectCommand } from '@aws-sdk/client-s3';";

describeAnalysis({
  analysis: permissions,
  files: {
    'index.mjs': `${CLIENT} export const handler = () => new S3Client().send(new PutObjectCommand({}))`,
  },
  fn: { handler: 'index.handler' },
});

async function operationsIn(files: Files, fn?: Partial<ServerlessFunction>): Promise<string[]> {
  const answer = await answerFor(files, fn);
  return (answer?.operations ?? []).map(({ service, operation }) => `${service}:${operation}`);
}

const SEVERAL = `${CLIENT}
  const s3 = new S3Client();
  export const put = () => s3.send(new PutObjectCommand({}));
  export const handler = () => s3.send(new GetObjectCommand({}));`;

it.each<readonly [what: string, fn: Partial<ServerlessFunction>, found: readonly string[]]>([
  ['the handler alone', { handler: 'index.handler' }, ['s3:GetObject']],
  ['another handler of the file', { handler: 'index.put' }, ['s3:PutObject']],
  ['all exports where no handler is known', { handler: null }, ['s3:GetObject', 's3:PutObject']],
  [
    'all exports where the handler has another name',
    { handler: 'index.other' },
    ['s3:GetObject', 's3:PutObject'],
  ],
  ['nothing for runtimes of other languages', { runtime: 'python3.12' }, []],
])('follows %s', async (_what, fn, found) => {
  expect(await operationsIn({ 'index.mjs': SEVERAL }, fn)).toEqual(found);
});

/** Handlers, and the operations that they perform. */
const CODE: readonly (readonly [what: string, code: string, found: readonly string[]])[] = [
  [
    'a command',
    "import { S3Client, PutObjectCommand as P } from '@aws-sdk/client-s3'; export const handler = () => new S3Client().send(new P({}))",
    ['s3:PutObject'],
  ],
  [
    'a namespace',
    "const a = require('@aws-sdk/client-sqs'); exports.handler = async () => new a.SQSClient().send(new a.SendMessageCommand({}))",
    ['sqs:SendMessage'],
  ],
  [
    'a client with methods',
    "import { KMS } from '@aws-sdk/client-kms'; class A { #k = new KMS(); run() { return this.#k.encrypt({}) } idle() { return this.#k.decrypt({}) } } export const handler = () => new A().run()",
    ['kms:Encrypt'],
  ],
  [
    'a document client',
    "import { DynamoDBDocument } from '@aws-sdk/lib-dynamodb'; const d = DynamoDBDocument.from({}); export const handler = () => d.put({})",
    ['dynamodb:PutItem'],
  ],
  [
    'a paginator',
    "import { paginateScan } from '@aws-sdk/client-dynamodb'; export async function handler() { for await (const p of paginateScan({}, {})) p; }",
    ['dynamodb:Scan'],
  ],
  [
    'a waiter',
    "import { waitUntilBucketExists } from '@aws-sdk/client-s3'; export const handler = () => waitUntilBucketExists({}, {})",
    ['s3:HeadBucket'],
  ],
  [
    'an upload',
    "import { Upload } from '@aws-sdk/lib-storage'; export const handler = () => new Upload({}).done()",
    [
      's3:AbortMultipartUpload',
      's3:CompleteMultipartUpload',
      's3:CreateMultipartUpload',
      's3:PutObject',
      's3:UploadPart',
    ],
  ],
  [
    'version 2',
    "const AWS = require('aws-sdk'); const s3 = new AWS.S3(); exports.handler = () => s3.getObject({}).promise()",
    ['s3:GetObject'],
  ],
  [
    'a signed address of version 2',
    "const S3 = require('aws-sdk/clients/s3'); exports.handler = () => new S3().getSignedUrl('putObject', {})",
    ['s3:PutObject'],
  ],
  [
    'another name of version 2',
    "const { StepFunctions } = require('aws-sdk'); exports.handler = () => new StepFunctions().startExecution({}).promise()",
    ['sfn:StartExecution'],
  ],
  [
    'a document client of version 2',
    "const AWS = require('aws-sdk'); const d = new AWS.DynamoDB.DocumentClient(); exports.handler = () => d.batchGet({}).promise()",
    ['dynamodb:BatchGetItem'],
  ],
  [
    'a table of commands',
    `${CLIENT} const ops = { put: PutObjectCommand, get: GetObjectCommand }; export const handler = (e) => new S3Client().send(new ops[e.op]({}))`,
    ['s3:GetObject', 's3:PutObject'],
  ],
  [
    'a map of objects',
    "import { SNS } from '@aws-sdk/client-sns'; const m = new Map([['a', new SNS()]]); export const handler = () => m.get('a').publish({})",
    ['sns:Publish'],
  ],
  [
    'a wrapped handler',
    "import middy from '@middy/core'; import { SNS } from '@aws-sdk/client-sns'; export const handler = middy(async () => new SNS().publish({})).use({})",
    ['sns:Publish'],
  ],
  [
    'the extension for parameters',
    'export const handler = (e) => fetch(`http://localhost:2773/secretsmanager/get?secretId=${e.id} aws-sdk`)',
    ['secretsmanager:GetSecretValue'],
  ],
  [
    'a header of a request that code signs',
    "import { AwsClient } from 'aws4fetch'; export const handler = () => new AwsClient({}).fetch('/', { headers: { 'X-Amz-Target': 'DynamoDB_20120810.GetItem' } })",
    ['dynamodb:GetItem'],
  ],
  [
    'a role that code takes',
    "import { STSClient, AssumeRoleCommand } from '@aws-sdk/client-sts'; export const handler = () => new STSClient().send(new AssumeRoleCommand({}))",
    ['sts:AssumeRole'],
  ],
  [
    'no call',
    "import { S3Client } from '@aws-sdk/client-s3'; const s3 = new S3Client(); export const handler = () => s3.config",
    [],
  ],
];

it.each(CODE)('finds %s', async (_what, code, found) => {
  const name = code.startsWith('import') || code.startsWith('export') ? 'index.mjs' : 'index.js';
  expect(await operationsIn({ [name]: code })).toEqual(found);
});

test('an operation has its parameters and places', async () => {
  const code = `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
const table = process.env.TABLE;
export const handler = (event) =>
  new DynamoDBClient().send(new PutItemCommand({ TableName: table, Item: event, IndexName: 'a' }));`;
  const answer = await answerFor({ 'index.mjs': code });
  expect(answer).toEqual({
    operations: [
      {
        service: 'dynamodb',
        operation: 'PutItem',
        calls: [
          [
            { name: 'TableName', value: { kind: 'environment', name: 'TABLE' } },
            { name: 'IndexName', value: { kind: 'literal', text: 'a' } },
          ],
        ],
        places: [{ path: 'index.mjs', line: 4, column: 29 }],
      },
    ],
    unresolved: [],
  });
});

test('of a request that only the event may have, no parameter is known', async () => {
  const code = `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
export const handler = (event) =>
  new DynamoDBClient().send(new PutItemCommand(event.own ? { TableName: 'a' } : event.request));`;
  const answer = await answerFor({ 'index.mjs': code });
  expect(answer?.operations.map(({ calls }) => calls)).toEqual([
    [[{ name: 'TableName', value: { kind: 'literal', text: 'a' } }], []],
  ]);
});

test('code that signs requests itself may call more', async () => {
  const code =
    "import { AwsClient } from 'aws4fetch'; export const handler = (e) => new AwsClient({}).fetch(e.url)";
  const answer = await answerFor({ 'index.mjs': code });
  expect(answer?.operations).toEqual([]);
  expect(answer?.unresolved).toEqual([expect.stringContaining('aws4fetch')]);
});

test('code that names one operation and signs other requests may call more', async () => {
  const code =
    "export const handler = (e) => fetch(e.url, { headers: { a: `AWS4-HMAC-SHA256 ${e.key}`, 'X-Amz-Target': 'DynamoDB_20120810.GetItem' } })";
  const answer = await answerFor({ 'index.mjs': code });
  expect(answer?.operations.map(({ operation }) => operation)).toEqual(['GetItem']);
  expect(answer?.unresolved).toEqual(['code signs requests to AWS without an SDK']);
});

test('a package that uses the SDK is part of the program, another is not', async () => {
  const files = {
    'index.js': "const a = require('a'), b = require('b'); exports.handler = () => a.run() + b.run()",
    'node_modules/a/package.json': '{"name":"a","dependencies":{"@aws-sdk/client-s3":"3"}}',
    'node_modules/a/index.js':
      "const s = require('@aws-sdk/client-s3'); exports.run = () => new s.HeadBucketCommand({})",
    'node_modules/b/package.json': '{"name":"b"}',
    'node_modules/b/index.js': 'exports.run = () => 1',
  };
  expect(await operationsIn(files)).toEqual(['s3:HeadBucket']);
});

it('says that there may be more operations where code moves too many values', async () => {
  const answer = await withLimit('flow-steps', 5, () => answerFor({ 'index.mjs': SEVERAL }));
  expect(answer?.unresolved).toEqual(['its code moves too many values to follow all of them']);
});
