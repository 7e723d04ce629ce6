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
  [
    'a rule of a bus by its name',
    {
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { EventBusName: 'elsewhere', Targets: [{ Arn: AT, Id: 'x' }] },
      },
    },
    { arn: 'arn:aws:events:<region>:<account>:event-bus/elsewhere', type: 'other' },
  ],
  [
    'a rule of the default bus',
    {
      Rule: {
        Type: 'AWS::Events::Rule',
        Properties: { EventPattern: { source: ['shop'] }, Targets: [{ Arn: AT, Id: 'x' }] },
      },
    },
    { arn: 'arn:aws:events:<region>:<account>:event-bus/default', type: 'other' },
  ],
  [
    'a state machine whose definition is a text',
    {
      Steps: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          StateMachineName: 'steps',
          DefinitionString: { 'Fn::Sub': '{"States":{"A":{"Resource":"${Run.Arn}"}}}' },
        },
      },
    },
    { arn: 'arn:aws:states:<region>:<account>:stateMachine:steps', type: 'other' },
  ],
  [
    'a state machine with substitutions',
    {
      Steps: {
        Type: 'AWS::Serverless::StateMachine',
        Properties: { Name: 'steps', DefinitionUri: 'a.asl.json', DefinitionSubstitutions: { RunArn: AT } },
      },
    },
    { arn: 'arn:aws:states:<region>:<account>:stateMachine:steps', type: 'other' },
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

test('a schedule is no source, nor is a state machine without the function', async () => {
  const Rule = {
    Type: 'AWS::Events::Rule',
    Properties: { ScheduleExpression: 'rate(1 hour)', Targets: [{ Arn: AT, Id: 'x' }] },
  };
  const Steps = {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { Definition: { States: { Wait: { Type: 'Wait' } } } },
  };
  expect(await sourcesOf({ Rule, Steps })).toEqual([OWN]);
});

test('a definition that names many aliases in a circle is read once', async () => {
  const names = Array.from({ length: 150 }, (_, at) => `Alias${at}`);
  const all = names.map((Ref) => ({ Ref }));
  const aliases = Object.fromEntries(
    names.map((name) => [
      name,
      { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: [...all, { Ref: 'Run' }] } },
    ]),
  );
  const Steps = { Type: 'AWS::StepFunctions::StateMachine', Properties: { Definition: all } };
  const found = await sourcesOf({ ...aliases, Steps });
  expect(found).toEqual([
    OWN,
    { arn: 'arn:aws:states:<region>:<account>:stateMachine:<Steps.Name>', type: 'other' },
  ]);
});
