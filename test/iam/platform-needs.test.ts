import { describe, expect, test } from 'vitest';
import { platformNeeds, possiblePlatformActions } from '../../src/iam/platform-needs.js';
import type { FunctionSettings } from '../../src/model/index.js';
import { settingsOf } from '../support/model-builders.js';

const PLACE = { region: 'eu-west-1', account: '1' };

function needs(settings: Partial<FunctionSettings>): string[] {
  return platformNeeds(settingsOf(settings), PLACE)
    .filter(({ reason }) => reason !== 'logs')
    .map(({ action, resource }) => `${action} ${resource}`);
}

describe('what a setting needs', () => {
  test.each<[Partial<FunctionSettings>, string]>([
    [{ tracing: true }, 'xray:PutTraceSegments *'],
    [{ vpc: true }, 'ec2:CreateNetworkInterface *'],
    [{ polled: [{ arn: 'arn:aws:sqs:r:1:jobs', secret: null }] }, 'sqs:DeleteMessage arn:aws:sqs:r:1:jobs'],
    [
      { polled: [{ arn: 'arn:aws:kinesis:r:1:stream/clicks', secret: null }] },
      'kinesis:GetRecords arn:aws:kinesis:r:1:stream/clicks',
    ],
    [
      { polled: [{ arn: 'arn:aws:dynamodb:r:1:table/t/stream/*', secret: null }] },
      'dynamodb:GetShardIterator arn:aws:dynamodb:r:1:table/t/stream/*',
    ],
    [
      { polled: [{ arn: 'arn:aws:kafka:r:1:cluster/c/u', secret: null }] },
      'kafka-cluster:ReadData arn:aws:kafka:r:1:*/c/*',
    ],
    [{ polled: [{ arn: 'arn:aws:kafka:r:1:cluster/c/u', secret: null }] }, 'ec2:DescribeVpcs *'],
    [
      { polled: [{ arn: 'arn:aws:mq:r:1:broker:b:id', secret: 'arn:aws:secretsmanager:r:1:secret:s' }] },
      'secretsmanager:GetSecretValue arn:aws:secretsmanager:r:1:secret:s',
    ],
    [{ destinations: ['arn:aws:sqs:r:1:failed'] }, 'sqs:SendMessage arn:aws:sqs:r:1:failed'],
    [{ destinations: ['arn:aws:sns:r:1:failed'] }, 'sns:Publish arn:aws:sns:r:1:failed'],
    [{ destinations: ['arn:aws:s3:::failed'] }, 's3:PutObject arn:aws:s3:::failed/*'],
    [
      { destinations: ['arn:aws:lambda:r:1:function:f'] },
      'lambda:InvokeFunction arn:aws:lambda:r:1:function:f',
    ],
    [
      { fileSystems: ['arn:aws:elasticfilesystem:r:1:access-point/a'] },
      'elasticfilesystem:ClientMount arn:aws:elasticfilesystem:eu-west-1:1:file-system/*',
    ],
    [{ environmentKey: 'arn:aws:kms:r:1:key/k' }, 'kms:Decrypt arn:aws:kms:r:1:key/k'],
    [
      { awsLayers: ['LambdaInsightsExtension'] },
      'logs:PutLogEvents arn:aws:logs:eu-west-1:1:log-group:/aws/lambda-insights:*',
    ],
    [
      {
        polled: [{ arn: 'arn:aws:sqs:r:1:jobs', secret: null }],
        encrypted: [{ resource: 'arn:aws:sqs:r:1:jobs', key: 'arn:aws:kms:r:1:key/k' }],
      },
      'kms:Decrypt arn:aws:kms:r:1:key/k',
    ],
  ])('%o', (settings, need) => {
    expect(needs({})).not.toContain(need);
    expect(needs(settings)).toContain(need);
  });
});

test.each([
  [{}, 'arn:aws:logs:eu-west-1:1:log-group:/aws/lambda/*:*'],
  [{ functionName: 'store' }, 'arn:aws:logs:eu-west-1:1:log-group:/aws/lambda/store:*'],
  [{ functionName: 'store', logGroup: 'shared' }, 'arn:aws:logs:eu-west-1:1:log-group:shared:*'],
])('logs of %o are written to %s', (settings, resource) => {
  expect(platformNeeds(settingsOf(settings), PLACE)).toMatchObject([
    { action: 'logs:CreateLogGroup', resource, reason: 'logs' },
    { action: 'logs:CreateLogStream', resource, reason: 'logs' },
    { action: 'logs:PutLogEvents', resource, reason: 'logs' },
  ]);
});

test('settings that are not known may need any of these', () => {
  expect(possiblePlatformActions(settingsOf())).toEqual(new Set());
  expect(possiblePlatformActions(settingsOf({ destinationsKnown: false }))).toContain('sqs:SendMessage');
  expect(possiblePlatformActions(null)).toContain('ec2:CreateNetworkInterface');
});
