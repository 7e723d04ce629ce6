import { expect, test } from 'vitest';
import { valueOfType, whatOf } from '../../../src/analysis/permissions/python-what.js';

test.each<readonly [name: string, expected: object | null]>([
  ['mypy_boto3_s3.S3Client', { is: 'client', service: 's3' }],
  ['types_boto3_bedrock_runtime.client.BedrockRuntimeClient', { is: 'client', service: 'bedrock-runtime' }],
  ['types_aiobotocore_lambda.LambdaClient', { is: 'client', service: 'lambda' }],
  ['mypy_boto3_lambda_.LambdaClient', { is: 'client', service: 'lambda' }],
  ['mypy_boto3_dynamodb.DynamoDBServiceResource', { is: 'resource', service: 'dynamodb', type: '' }],
  ['mypy_boto3_dynamodb.service_resource.Table', { is: 'resource', service: 'dynamodb', type: 'Table' }],
  [
    'mypy_boto3_s3.paginator.ListObjectsV2Paginator',
    { is: 'operation', service: 's3', operation: 'ListObjectsV2', starts: 'paginate' },
  ],
  ['boto3.Session', { is: 'session' }],
  ['mypy_boto3_s3.type_defs.BucketTypeDef', null],
  ['mypy_boto3_hologram.HologramClient', null],
  ['other.S3Client', null],
])('%s', (name, expected) => {
  const value = valueOfType(name);
  expect([value && whatOf(value)]).toMatchObject([expected]);
});
