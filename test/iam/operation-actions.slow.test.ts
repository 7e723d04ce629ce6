import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { actionFacts } from '../../src/iam/action-table.js';
import { operationActions } from '../../src/iam/operation-actions.js';
import { PROJECT } from '../support/project-files.js';

const LIBRARIES = join(PROJECT, 'build/python/lib');
const [python] = existsSync(LIBRARIES) ? readdirSync(LIBRARIES) : [];
const MODELS = join(LIBRARIES, python ?? '', 'site-packages/botocore/data');

interface Model {
  readonly metadata: { readonly serviceId: string };
  readonly operations: Readonly<Record<string, unknown>>;
}

function modelOf(service: string): Model {
  const versions = readdirSync(join(MODELS, service))
    .map((version) => join(MODELS, service, version, 'service-2.json.gz'))
    .filter((file) => existsSync(file))
    .sort();
  return JSON.parse(gunzipSync(readFileSync(versions.at(-1) ?? '')).toString('utf8')) as Model;
}

/** Services that functions use most, and how many of their operations are newer than the table of actions. */
const SERVICES: readonly (readonly [folder: string, unknown: number])[] = [
  ['apigateway', 0],
  ['apigatewaymanagementapi', 0],
  ['appconfigdata', 0],
  ['athena', 5],
  ['batch', 3],
  ['bedrock-runtime', 1],
  ['cloudformation', 2],
  ['cloudfront', 1],
  ['cloudwatch', 12],
  ['cognito-identity', 0],
  ['cognito-idp', 21],
  ['dynamodb', 4],
  ['dynamodbstreams', 0],
  ['ec2', 28],
  ['ecr', 5],
  ['ecs', 11],
  ['events', 0],
  ['firehose', 0],
  ['iam', 3],
  ['iot-data', 0],
  ['kinesis', 12],
  ['kms', 2],
  ['lambda', 3],
  ['logs', 1],
  ['rds', 5],
  ['rds-data', 0],
  ['rekognition', 0],
  ['s3', 4],
  ['scheduler', 0],
  ['secretsmanager', 3],
  ['ses', 0],
  ['sesv2', 1],
  ['sns', 0],
  ['sqs', 0],
  ['ssm', 2],
  ['stepfunctions', 0],
  ['sts', 1],
  ['textract', 13],
  ['xray', 0],
];

test.skipIf(!existsSync(MODELS))('every operation has actions that AWS has, or is listed as unknown', () => {
  const found = SERVICES.map(([folder]) => {
    const { metadata, operations } = modelOf(folder);
    const service = metadata.serviceId.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
    const answers = Object.keys(operations).map((operation) => operationActions(service, operation));
    const known = answers.filter((answer) => answer.known).flatMap(({ actions }) => actions);
    expect(known.filter((action) => actionFacts(action) === null)).toEqual([]);
    const unknown = answers.filter((answer) => !answer.known).length;
    return [folder, unknown];
  });
  expect(found).toEqual(SERVICES);
});
