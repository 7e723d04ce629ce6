import { describe, expect, test } from 'vitest';
import { neededPermissions, type NeedContext } from '../../src/iam/needed-permissions.js';
import type { EnvironmentReference, OperationUse, ParameterValue } from '../../src/model/index.js';

type Parameters = Readonly<Record<string, ParameterValue | null>>;

function use(service: string, operation: string, ...calls: Parameters[]): OperationUse {
  return {
    service,
    operation,
    calls: calls.map((call) => Object.entries(call).map(([name, value]) => ({ name, value }))),
    places: [{ path: 'index.js', line: 1, column: 7 }],
  };
}

const literal = (text: string): ParameterValue => ({ kind: 'literal', text });
const variable = (name: string): ParameterValue => ({ kind: 'environment', name });

function arn(name: string, value: string): EnvironmentReference {
  return { name, kind: 'arn', service: value.split(':')[2] ?? null, value };
}

const NOWHERE: NeedContext = { region: null, account: null, references: [], plainNames: null, encrypted: [] };
const HERE: NeedContext = { ...NOWHERE, region: 'eu-west-1', account: '123456789012' };

function needs(context: NeedContext, ...uses: OperationUse[]): string[] {
  return neededPermissions(uses, context).needed.map(({ action, resource }) => `${action} ${resource}`);
}

describe('what a literal names', () => {
  test.each<[OperationUse, string]>([
    [use('dynamodb', 'UpdateItem', { TableName: literal('orders') }), 'dynamodb:…:table/orders'],
    [
      use('dynamodb', 'Query', { TableName: literal('orders'), IndexName: literal('by-day') }),
      'dynamodb:…:table/orders/index/by-day',
    ],
    [use('dynamodb', 'Query', { TableName: literal('orders') }), 'dynamodb:…:table/orders'],
    [
      use('sqs', 'SendMessage', {
        QueueUrl: literal('https://sqs.eu-west-1.amazonaws.com/123456789012/jobs'),
      }),
      'sqs:…:jobs',
    ],
    [use('lambda', 'Invoke', { FunctionName: literal('resize') }), 'lambda:…:function:resize'],
    [use('kinesis', 'PutRecord', { StreamName: literal('clicks') }), 'kinesis:…:stream/clicks'],
    [use('ssm', 'GetParameter', { Name: literal('/app/key') }), 'ssm:…:parameter/app/key'],
    [
      use('secretsmanager', 'GetSecretValue', { SecretId: literal('db') }),
      'secretsmanager:…:secret:db-??????',
    ],
    [use('eventbridge', 'PutEvents', { EventBusName: literal('orders') }), 'events:…:event-bus/orders'],
    [use('cloudwatchlogs', 'PutLogEvents', { logGroupName: literal('audit') }), 'logs:…:log-group:audit:*'],
    [
      use('cognitoidentityprovider', 'AdminGetUser', { UserPoolId: literal('eu-west-1_a') }),
      'cognito-idp:…:userpool/eu-west-1_a',
    ],
    [
      use('sns', 'Publish', { TopicArn: literal('arn:aws:sns:eu-west-1:123456789012:alarms') }),
      'sns:…:alarms',
    ],
  ])('%o', (one, resource) => {
    const [need = ''] = needs(HERE, one);
    expect(need.slice(need.indexOf(' ') + 1)).toBe(
      `arn:aws:${resource.replace('…', 'eu-west-1:123456789012')}`,
    );
  });

  test('objects of a bucket, and the bucket itself', () => {
    expect(
      needs(
        HERE,
        use('s3', 'PutObject', { Bucket: literal('photos') }),
        use('s3', 'ListObjectsV2', { Bucket: literal('photos') }),
      ),
    ).toEqual(['s3:ListBucket arn:aws:s3:::photos', 's3:PutObject arn:aws:s3:::photos/*']);
  });

  test('a copy reads its source and writes its target', () => {
    const copy = use('s3', 'CopyObject', { Bucket: literal('to'), CopySource: literal('/from/a/b') });
    expect(needs(HERE, copy)).toEqual(['s3:GetObject arn:aws:s3:::from/*', 's3:PutObject arn:aws:s3:::to/*']);
  });

  test('other partitions have other ARNs', () => {
    const china = { ...NOWHERE, region: 'cn-north-1' };
    expect(needs(china, use('s3', 'GetObject', { Bucket: literal('b') }))).toEqual([
      's3:GetObject arn:aws-cn:s3:::b/*',
    ]);
  });
});

describe('what environment variables name', () => {
  const references = [
    arn('TABLE', 'arn:aws:dynamodb:<region>:<account>:table/<Orders>'),
    arn('QUEUE', 'arn:aws:sqs:<region>:<account>:<Jobs.QueueName>'),
    { name: 'SECRET', kind: 'arn' as const, service: 'secretsmanager', value: '<Secret>' },
    { name: 'BUCKET', kind: 'name' as const, service: null, value: '<BucketName>' },
  ];
  const context = { ...NOWHERE, references };

  test.each<[OperationUse, string[]]>([
    [
      use('dynamodb', 'GetItem', { TableName: variable('TABLE') }),
      ['dynamodb:GetItem arn:aws:dynamodb:<region>:<account>:table/<Orders>'],
    ],
    [
      use('dynamodb', 'Query', { TableName: variable('TABLE'), IndexName: literal('i') }),
      ['dynamodb:Query arn:aws:dynamodb:<region>:<account>:table/<Orders>/index/i'],
    ],
    [
      use('sqs', 'SendMessage', { QueueUrl: variable('QUEUE') }),
      ['sqs:SendMessage arn:aws:sqs:<region>:<account>:<Jobs.QueueName>'],
    ],
    [
      use('secretsmanager', 'GetSecretValue', { SecretId: variable('SECRET') }),
      ['secretsmanager:GetSecretValue <Secret>'],
    ],
    [use('s3', 'GetObject', { Bucket: variable('BUCKET') }), ['s3:GetObject arn:aws:s3:::<BucketName>/*']],
  ])('%o', (one, expected) => {
    expect(needs(context, one)).toEqual(expected);
  });

  test('several resources that one variable may name are all needed', () => {
    const both = [arn('TABLE', 'arn:aws:dynamodb:r:1:table/a'), arn('TABLE', 'arn:aws:dynamodb:r:1:table/b')];
    const one = use('dynamodb', 'PutItem', { TableName: variable('TABLE') });
    expect(needs({ ...NOWHERE, references: both }, one)).toHaveLength(2);
  });

  test('a variable that names a resource of another service names nothing', () => {
    const one = use('dynamodb', 'PutItem', { TableName: variable('QUEUE') });
    expect(needs(context, one)).toEqual([
      'dynamodb:PutItem arn:aws:dynamodb:<region>:<account>:table/<TableName>',
    ]);
  });
});

describe('what nothing names is a placeholder', () => {
  test.each<[OperationUse, string[]]>([
    // IAM looks at the key behind an alias, and at no topic for a text message.
    [
      use('kms', 'GenerateDataKey', { KeyId: literal('alias/documents') }),
      ['kms:GenerateDataKey arn:aws:kms:<region>:<account>:key/<alias/documents>'],
    ],
    [
      use('kms', 'GenerateDataKey', { KeyId: literal('arn:aws:kms:eu-west-1:123456789012:alias/documents') }),
      ['kms:GenerateDataKey arn:aws:kms:<region>:<account>:key/<KeyId>'],
    ],
    [use('sns', 'Publish', { PhoneNumber: null }), ['sns:Publish *']],
    [
      use('sns', 'Publish', { PhoneNumber: null, TopicArn: null }),
      ['sns:Publish *', 'sns:Publish arn:aws:sns:<region>:<account>:<TopicName>'],
    ],
    [
      use('dynamodb', 'PutItem', { TableName: null }),
      ['dynamodb:PutItem arn:aws:dynamodb:<region>:<account>:table/<TableName>'],
    ],
    [
      use('dynamodb', 'PutItem', { TableName: variable('TABLE') }),
      ['dynamodb:PutItem arn:aws:dynamodb:<region>:<account>:table/<env:TABLE>'],
    ],
    [
      use('dynamodb', 'Query'),
      [
        'dynamodb:Query arn:aws:dynamodb:<region>:<account>:table/<TableName>',
        'dynamodb:Query arn:aws:dynamodb:<region>:<account>:table/<TableName>/index/<IndexName>',
      ],
    ],
    [use('s3', 'GetObject'), ['s3:GetObject arn:aws:s3:::<BucketName>/*']],
    [use('sfn', 'SendTaskSuccess'), ['states:SendTaskSuccess *']],
    [use('polly', 'SynthesizeSpeech'), ['polly:SynthesizeSpeech *']],
    [use('cloudwatch', 'PutMetricData'), ['cloudwatch:PutMetricData *']],
    [
      use('eventbridge', 'PutEvents'),
      ['events:PutEvents arn:aws:events:<region>:<account>:event-bus/<EventBusName>'],
    ],
  ])('%o', (one, expected) => {
    expect(needs(NOWHERE, one)).toEqual(expected);
  });

  test('its pattern is open, so that no grant counts as too narrow or too wide', () => {
    const { needed } = neededPermissions([use('s3', 'GetObject', { Bucket: null })], NOWHERE);
    expect(needed[0]?.pattern).toBe('arn:aws:s3:::*/*');
  });
});

test('an encrypted resource needs its key: to read, and to write', () => {
  const key = 'arn:aws:kms:<region>:<account>:key/<Key>';
  const table = 'arn:aws:dynamodb:<region>:<account>:table/orders';
  const context = { ...NOWHERE, encrypted: [{ resource: table, key }] };
  const get = use('dynamodb', 'GetItem', { TableName: literal('orders') });
  const put = use('dynamodb', 'PutItem', { TableName: literal('orders') });
  expect(needs(context, get)).toEqual([`dynamodb:GetItem ${table}`, `kms:Decrypt ${key}`]);
  expect(needs(context, put)).toContain(`kms:GenerateDataKey ${key}`);
});

test('two calls of one operation are one need, with both places', () => {
  const [first, second] = [use('sqs', 'ListQueues'), use('sqs', 'ListQueues')];
  const moved = { ...second, places: [{ path: 'index.js', line: 9, column: 1 }] };
  const { needed } = neededPermissions([first, moved], NOWHERE);
  expect(needed).toHaveLength(1);
  expect(needed[0]?.places.map(({ line }) => line)).toEqual([1, 9]);
});

test('an operation that is newer than the table is told, with the name that its action would have', () => {
  const { needed, unknown } = neededPermissions([use('kinesis', 'AcknowledgeQueueRecords')], NOWHERE);
  expect(unknown).toEqual(['kinesis:AcknowledgeQueueRecords']);
  expect(needed).toMatchObject([{ action: 'kinesis:AcknowledgeQueueRecords', resource: '*' }]);
});
