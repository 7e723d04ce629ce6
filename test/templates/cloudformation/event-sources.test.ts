import { expect, test } from 'vitest';
import { readCloudFormation } from '../../../src/templates/index.js';

const QUEUE = { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } };
const OWN = { arn: 'arn:aws:lambda:<region>:<account>:function:<Run>', type: 'invoke' };

async function sourcesOf(resources: object, properties: object = {}, type = 'AWS::Lambda::Function') {
  const own = { Type: type, Properties: { Runtime: 'nodejs22.x', Handler: 'a.b', ...properties } };
  const template = JSON.stringify({ Resources: { ...resources, Run: own } });
  const { functions } = await readCloudFormation(template, 'template.json');
  return functions[0]?.settings.eventSources;
}

const AT = { 'Fn::GetAtt': ['Run', 'Arn'] };

test.each<[string, object, object]>([
  [
    'a queue that Lambda polls',
    {
      Queue: QUEUE,
      Map: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { FunctionName: { Ref: 'Run' }, EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] } },
      },
    },
    { arn: 'arn:aws:sqs:<region>:<account>:jobs', type: 'queue' },
  ],
  [
    'a topic',
    {
      Topic: { Type: 'AWS::SNS::Topic' },
      Sub: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: { Ref: 'Topic' }, Endpoint: AT } },
    },
    { arn: 'arn:aws:sns:<region>:<account>:<Topic.TopicName>', type: 'topic' },
  ],
  [
    'a bucket',
    {
      Files: {
        Type: 'AWS::S3::Bucket',
        Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Function: AT }] } },
      },
    },
    { arn: 'arn:aws:s3:::<Files>', type: 'storage' },
  ],
  [
    'a rule of a bus',
    {
      Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'news' } },
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { EventBusName: { Ref: 'Bus' }, Targets: [{ Arn: AT, Id: 'x' }] },
      },
    },
    { arn: 'arn:aws:events:<region>:<account>:event-bus/news', type: 'other' },
  ],
])('%s', async (_what, resources, source) => {
  expect(await sourcesOf(resources)).toEqual([OWN, source]);
});

test("SAM's events, and the stream of a table", async () => {
  const Events = {
    Page: { Type: 'Api', Properties: { Path: '/', Method: 'get' } },
    Rows: { Type: 'DynamoDB', Properties: { Stream: { 'Fn::GetAtt': ['Rows', 'StreamArn'] } } },
  };
  const Rows = { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'rows' } };
  expect(await sourcesOf({ Rows }, { Events }, 'AWS::Serverless::Function')).toEqual([
    OWN,
    { arn: 'arn:aws:dynamodb:<region>:<account>:table/rows/stream/*', type: 'stream' },
  ]);
});
