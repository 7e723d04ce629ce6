import { describe, expect, test } from 'vitest';
import type { FunctionSettings } from '../../../src/model/index.js';
import { readCloudFormation } from '../../../src/templates/index.js';

/** Settings of the function `Store`, in a template with these other resources and its own properties. */
async function settings(
  properties: Readonly<Record<string, unknown>>,
  resources: Readonly<Record<string, unknown>> = {},
  type = 'AWS::Lambda::Function',
): Promise<FunctionSettings> {
  const template = { Resources: { Store: { Type: type, Properties: properties }, ...resources } };
  const { functions } = await readCloudFormation(JSON.stringify(template), 'template.json');
  const found = functions.find(({ logicalId }) => logicalId === 'Store');
  if (!found) throw new Error('no function');
  return found.settings;
}

const RESOURCES = {
  Orders: { Type: 'AWS::DynamoDB::Table', Properties: {} },
  Users: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'users' } },
  Jobs: { Type: 'AWS::SQS::Queue', Properties: {} },
  Alarms: { Type: 'AWS::SNS::Topic', Properties: {} },
  Photos: { Type: 'AWS::S3::Bucket', Properties: {} },
  Secret: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
  Flow: { Type: 'AWS::StepFunctions::StateMachine', Properties: {} },
};

describe('what an environment variable names', () => {
  test.each<[unknown, string | null]>([
    [{ Ref: 'Orders' }, 'arn:aws:dynamodb:<region>:<account>:table/<Orders>'],
    [{ 'Fn::GetAtt': ['Orders', 'Arn'] }, 'arn:aws:dynamodb:<region>:<account>:table/<Orders>'],
    [{ Ref: 'Users' }, 'arn:aws:dynamodb:<region>:<account>:table/users'],
    ['users', 'arn:aws:dynamodb:<region>:<account>:table/users'],
    [{ Ref: 'Jobs' }, 'arn:aws:sqs:<region>:<account>:<Jobs.QueueName>'],
    [{ 'Fn::GetAtt': ['Jobs', 'QueueUrl'] }, 'arn:aws:sqs:<region>:<account>:<Jobs.QueueName>'],
    [{ Ref: 'Alarms' }, 'arn:aws:sns:<region>:<account>:<Alarms.TopicName>'],
    [{ 'Fn::Sub': '${Photos}' }, 'arn:aws:s3:::<Photos>'],
    [{ Ref: 'Secret' }, '<Secret>'],
    [{ Ref: 'Flow' }, 'arn:aws:states:<region>:<account>:stateMachine:<Flow.Name>'],
    [{ Ref: 'SomeParameter' }, '<SomeParameter>'],
    [{ 'Fn::ImportValue': 'shared-table' }, '<import shared-table>'],
    [
      { 'Fn::Sub': 'arn:aws:sns:${AWS::Region}:${AWS::AccountId}:alarms' },
      'arn:aws:sns:<region>:<account>:alarms',
    ],
    ['plain-secret-value', null],
    [{ 'Fn::Sub': 'postgres://admin:secret@${Db.Endpoint}' }, null],
    [{ Ref: 'AWS::Region' }, null],
  ])('%j', async (value, expected) => {
    const found = await settings({ Environment: { Variables: { NAME: value } } }, RESOURCES);
    expect(found.environmentReferences.map((one) => `${one.name} ${one.value}`)).toEqual(
      expected === null ? [] : [`NAME ${expected}`],
    );
    expect(JSON.stringify(found)).not.toContain('secret-value');
    expect(JSON.stringify(found)).not.toContain('postgres');
  });
});

describe('settings that need permissions', () => {
  test.each<[Readonly<Record<string, unknown>>, Partial<FunctionSettings>]>([
    [{ FunctionName: 'store' }, { functionName: 'store' }],
    [{ VpcConfig: { SubnetIds: ['s'] } }, { vpc: true }],
    [{ TracingConfig: { Mode: 'Active' } }, { tracing: true }],
    [{ TracingConfig: { Mode: 'PassThrough' } }, { tracing: false }],
    [
      { DeadLetterConfig: { TargetArn: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } },
      { destinations: ['arn:aws:sqs:<region>:<account>:<Jobs.QueueName>'] },
    ],
    [{ KmsKeyArn: 'arn:aws:kms:r:1:key/k' }, { environmentKey: 'arn:aws:kms:r:1:key/k' }],
    [{ LoggingConfig: { LogGroup: 'shared' } }, { logGroup: 'shared' }],
    [{ FileSystemConfigs: [{ Arn: 'arn:aws:efs' }] }, { fileSystems: ['arn:aws:efs'] }],
    [
      {
        Layers: [
          { 'Fn::Sub': 'arn:aws:lambda:${AWS::Region}:580247275435:layer:LambdaInsightsExtension:53' },
        ],
      },
      { awsLayers: ['LambdaInsightsExtension'] },
    ],
  ])('%j', async (properties, expected) => {
    expect(await settings(properties, RESOURCES)).toMatchObject(expected);
  });

  test('event source mappings and destinations that are resources of their own', async () => {
    const found = await settings(
      {},
      {
        ...RESOURCES,
        Mapping: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: {
            FunctionName: { Ref: 'Store' },
            EventSourceArn: { 'Fn::GetAtt': ['Orders', 'StreamArn'] },
            DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } },
          },
        },
        Invoke: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: {
            FunctionName: { Ref: 'Store' },
            DestinationConfig: { OnSuccess: { Destination: { Ref: 'Alarms' } } },
          },
        },
      },
    );
    expect(found.polled).toEqual([
      { arn: 'arn:aws:dynamodb:<region>:<account>:table/<Orders>/stream/*', secret: null },
    ]);
    expect(found.destinations).toEqual([
      'arn:aws:sqs:<region>:<account>:<Jobs.QueueName>',
      'arn:aws:sns:<region>:<account>:<Alarms.TopicName>',
    ]);
  });

  test('events, tracing and destinations as SAM writes them', async () => {
    const properties = {
      Tracing: 'Active',
      DeadLetterQueue: { Type: 'SNS', TargetArn: { Ref: 'Alarms' } },
      EventInvokeConfig: {
        DestinationConfig: { OnFailure: { Type: 'SQS', Destination: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } },
      },
      Events: {
        Job: { Type: 'SQS', Properties: { Queue: { 'Fn::GetAtt': ['Jobs', 'Arn'] } } },
        Broker: {
          Type: 'MQ',
          Properties: {
            Broker: 'arn:aws:mq:r:1:broker:b:i',
            SourceAccessConfigurations: [{ Type: 'BASIC_AUTH', URI: 'arn:aws:secretsmanager:r:1:secret:s' }],
          },
        },
        Page: { Type: 'Api', Properties: { Path: '/', Method: 'get' } },
      },
    };
    expect(await settings(properties, RESOURCES, 'AWS::Serverless::Function')).toMatchObject({
      tracing: true,
      destinations: [
        'arn:aws:sns:<region>:<account>:<Alarms.TopicName>',
        'arn:aws:sqs:<region>:<account>:<Jobs.QueueName>',
      ],
      polled: [
        { arn: 'arn:aws:sqs:<region>:<account>:<Jobs.QueueName>', secret: null },
        { arn: 'arn:aws:mq:r:1:broker:b:i', secret: 'arn:aws:secretsmanager:r:1:secret:s' },
      ],
    });
  });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['AWS::DynamoDB::Table', { SSESpecification: { KMSMasterKeyId: { 'Fn::GetAtt': ['Key', 'Arn'] } } }],
  ['AWS::SQS::Queue', { KmsMasterKeyId: { Ref: 'Key' } }],
  [
    'AWS::S3::Bucket',
    {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { Ref: 'Key' } } },
        ],
      },
    },
  ],
])('the key of %s is known', async (type, properties) => {
  const resources = { Key: { Type: 'AWS::KMS::Key' }, Data: { Type: type, Properties: properties } };
  const { encrypted } = await settings({}, resources);
  expect(encrypted?.map(({ key }) => key)).toEqual(['arn:aws:kms:<region>:<account>:key/<Key>']);
});

test("a key that AWS manages needs no permission of the function's", async () => {
  const queue = { Type: 'AWS::SQS::Queue', Properties: { KmsMasterKeyId: 'alias/aws/sqs' } };
  expect((await settings({}, { Data: queue })).encrypted).toEqual([]);
});
