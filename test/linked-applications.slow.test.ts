import { expect, it } from 'vitest';
import { injectionsIn, type Application } from './support/scanned-application.js';

const DOCUMENTS = `const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const lib = require('@aws-sdk/lib-dynamodb');
const { execSync } = require('node:child_process');
const db = lib.DynamoDBDocumentClient.from(new DynamoDBClient({}));
`;
const BOTO = `import json, os, subprocess
import boto3
resource = boto3.resource("dynamodb")
client = boto3.client("dynamodb")
`;
const handler = (body: string): string => `exports.handler = async (event) => {\n${body}\n};\n`;
const python = (body: string): string => `def handler(event, context):\n${body.replaceAll(/^/gm, '    ')}\n`;

const JS_SCAN = `${DOCUMENTS}${handler("const { Items } = await db.send(new lib.ScanCommand({ TableName: process.env.JOBS })); for (const one of Items) execSync('ls ' + one.folder);")}`;
const API = 'Events: { Post: { Type: Api, Properties: { Path: /x, Method: post } } }';
const HOURLY = 'Events: { Tick: { Type: Schedule, Properties: { Schedule: rate(1 hour) } } }';

const APPLICATIONS: readonly (readonly [what: string, application: Application, resources?: string])[] = [
  [
    'a batch whose key is a variable',
    {
      Writer: {
        properties: API,
        code: `${DOCUMENTS}${handler('const Item = JSON.parse(event.body); await db.send(new lib.BatchWriteCommand({ RequestItems: { [process.env.JOBS]: [{ PutRequest: { Item } }] } }));')}`,
      },
      Reader: {
        properties: HOURLY,
        code: `${BOTO}${python('for item in resource.Table(os.environ["JOBS"]).scan()["Items"]:\n    subprocess.run("ls " + item["folder"], shell=True)')}`,
      },
    },
  ],
  [
    'a transaction, and a batch that reads',
    {
      Writer: {
        properties: API,
        code: `${DOCUMENTS}${handler("const Item = JSON.parse(event.body); await db.send(new lib.TransactWriteCommand({ TransactItems: [{ Put: { TableName: 'jobs', Item } }] }));")}`,
      },
      Reader: {
        properties: HOURLY,
        code: `${DOCUMENTS}${handler("const { Responses } = await db.send(new lib.BatchGetCommand({ RequestItems: { jobs: { Keys: [{ id: 1 }] } } })); for (const one of Responses.jobs) execSync('ls ' + one.folder);")}`,
      },
    },
  ],
  [
    'a batch writer of boto3',
    {
      Writer: {
        properties: API,
        code: `${BOTO}${python('with resource.Table("jobs").batch_writer() as batch:\n    for one in json.loads(event["body"]):\n        batch.put_item(Item=one)')}`,
      },
      Reader: { properties: HOURLY, code: JS_SCAN },
    },
  ],
  [
    'transactions of boto3',
    {
      Writer: {
        properties: API,
        code: `${BOTO}${python('client.transact_write_items(TransactItems=[{"Put": {"TableName": "jobs", "Item": {"folder": {"S": event["body"]}}}}])')}`,
      },
      Reader: {
        properties: HOURLY,
        code: `${BOTO}${python('found = client.transact_get_items(TransactItems=[{"Get": {"TableName": os.environ["JOBS"], "Key": {}}}])\nfor one in found["Responses"]:\n    os.system("ls " + one["Item"]["folder"]["S"])')}`,
      },
    },
  ],
  [
    'batches of boto3',
    {
      Writer: {
        properties: API,
        code: `${BOTO}${python('resource.batch_write_item(RequestItems={os.environ["JOBS"]: [{"PutRequest": {"Item": json.loads(event["body"])}}]})')}`,
      },
      Reader: {
        properties: HOURLY,
        code: `${BOTO}${python('found = resource.batch_get_item(RequestItems={"jobs": {"Keys": []}})\nfor one in found["Responses"]["jobs"]:\n    os.system("ls " + one["folder"])')}`,
      },
    },
  ],
  [
    'the default bus',
    {
      Writer: {
        properties: API,
        code: `const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge');
const events = new EventBridgeClient({});
${handler("await events.send(new PutEventsCommand({ Entries: [{ Source: 'shop', DetailType: 'order', Detail: event.body }] }));")}`,
      },
      Reader: {
        properties:
          'Events: { Order: { Type: EventBridgeRule, Properties: { Pattern: { source: [shop] } } } }',
        code: `${DOCUMENTS}${handler("execSync('ls ' + event.detail.folder);")}`,
      },
    },
  ],
  [
    'a state machine',
    {
      Writer: {
        properties: `Environment: { Variables: { MACHINE: !Ref Machine } }, ${API}`,
        code: `const { SFNClient, StartExecutionCommand } = require('@aws-sdk/client-sfn');
const sfn = new SFNClient({});
${handler('await sfn.send(new StartExecutionCommand({ stateMachineArn: process.env.MACHINE, input: event.body }));')}`,
      },
      Reader: { properties: '', code: `${DOCUMENTS}${handler("execSync('ls ' + event.folder);")}` },
    },
    `  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Definition: { StartAt: Run, States: { Run: { Type: Task, Resource: !GetAtt Reader.Arn, End: true } } }`,
  ],
  [
    'a queue, and then a table',
    {
      Writer: {
        properties: API,
        code: `const { SQSClient, SendMessageCommand } = require('@aws-sdk/client-sqs');
const sqs = new SQSClient({});
${handler('await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE, MessageBody: event.body }));')}`,
      },
      Between: {
        properties: 'Events: { Work: { Type: SQS, Properties: { Queue: !GetAtt Work.Arn } } }',
        code: `${DOCUMENTS}${handler("for (const { body } of event.Records) await db.send(new lib.PutCommand({ TableName: 'jobs', Item: JSON.parse(body) }));")}`,
      },
      Reader: { properties: HOURLY, code: JS_SCAN },
    },
  ],
  [
    'a bucket that a function copies into a table',
    {
      Writer: {
        properties: API,
        code: `import boto3, os\ns3 = boto3.client("s3")\n${python('s3.put_object(Bucket=os.environ["UPLOADS"], Key="a.json", Body=event["body"])')}`,
      },
      Between: {
        properties: HOURLY,
        code: `${DOCUMENTS}const { S3Client, GetObjectCommand } = require('@aws-sdk/client-s3');
const s3 = new S3Client({});
${handler("const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env.UPLOADS, Key: 'a.json' })); await db.send(new lib.PutCommand({ TableName: 'jobs', Item: JSON.parse(await Body.transformToString()) }));")}`,
      },
      Reader: { properties: HOURLY, code: JS_SCAN },
    },
  ],
  [
    'to a callback of version 2 of the SDK',
    {
      Writer: {
        properties: API,
        code: `const AWS = require('aws-sdk');
const s3 = new AWS.S3();
${handler("await s3.putObject({ Bucket: process.env.UPLOADS, Key: 'a', Body: event.body }).promise();")}`,
      },
      Reader: {
        properties: HOURLY,
        code: `const AWS = require('aws-sdk');
const { execSync } = require('node:child_process');
const s3 = new AWS.S3();
${handler("s3.getObject({ Bucket: process.env.UPLOADS, Key: 'a' }, (error, data) => { execSync('ls ' + data.Body.toString()); });")}`,
      },
    },
  ],
];

/** Two functions between which no data passes, though each does its half. */
const APART: readonly (readonly [what: string, application: Application])[] = [
  [
    'of another bus',
    {
      Writer: {
        properties: API,
        code: `const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge');
const events = new EventBridgeClient({});
${handler("await events.send(new PutEventsCommand({ Entries: [{ EventBusName: 'other', Source: 'shop', DetailType: 'order', Detail: event.body }] }));")}`,
      },
      Reader: {
        properties:
          'Events: { Order: { Type: EventBridgeRule, Properties: { Pattern: { source: [aws.ec2] } } } }',
        code: `${DOCUMENTS}${handler("execSync('ls ' + event.detail.folder);")}`,
      },
    },
  ],
  [
    'of another table in the same batch',
    {
      Writer: {
        properties: API,
        code: `${DOCUMENTS}${handler('const Item = JSON.parse(event.body); await db.send(new lib.BatchWriteCommand({ RequestItems: { others: [{ PutRequest: { Item } }], jobs: [{ PutRequest: { Item: { id: 1 } } }] } }));')}`,
      },
      Reader: { properties: HOURLY, code: JS_SCAN },
    },
  ],
];

function functionsOf(found: Awaited<ReturnType<typeof injectionsIn>>): string[] {
  const before = found.flatMap(({ evidence }) =>
    evidence.flatMap((step) => ('function' in step && step.function ? [step.function] : [])),
  );
  return [...new Set(before)];
}

for (const [what, application, resources] of APPLICATIONS)
  it(`data passes ${what}`, async () => {
    const found = await injectionsIn(application, resources);
    expect(found).toMatchObject([{ name: 'Reader', rule: 'flows/command', severity: 'critical' }]);
    expect(functionsOf(found)).toEqual(Object.keys(application).slice(0, -1));
  });

for (const [what, application] of APART)
  it(`no data passes ${what}`, async () => {
    expect(functionsOf(await injectionsIn(application))).toEqual([]);
  });
