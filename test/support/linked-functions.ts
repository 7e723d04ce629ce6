/** Settings of a function beside its code: its events in SAM's words, and properties. */
export interface Sample {
  readonly events?: string;
  readonly more?: string;
  readonly files: Readonly<Record<string, string>>;
}

const POST = '{ Post: { Type: Api, Properties: { Path: /x, Method: post } } }';
const HOURLY = '{ Tick: { Type: Schedule, Properties: { Schedule: rate(1 hour) } } }';
const PYTHON = 'Runtime: python3.12, Handler: app.handler,';

const DOCUMENTS = `const { DynamoDBClient } = require('@aws-sdk/client-dynamodb');
const { DynamoDBDocumentClient, PutCommand, GetCommand, ScanCommand } = require('@aws-sdk/lib-dynamodb');
const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}));
`;
const BUCKET = `const { S3Client, PutObjectCommand, GetObjectCommand } = require('@aws-sdk/client-s3');
const s3 = new S3Client({});
`;
const SHELL = `const { execSync } = require('node:child_process');
`;

export const LINKED_FUNCTIONS: Readonly<Record<string, Sample>> = {
  TakeJob: {
    events: POST,
    files: {
      'index.js': `${DOCUMENTS}exports.handler = async (event) => {
  const job = JSON.parse(event.body);
  const Item = { id: job.id, folder: job.folder, at: Date.now() };
  await documents.send(new PutCommand({ TableName: process.env.JOBS, Item }));
  return { statusCode: 202 };
};`,
    },
  },
  RunJobs: {
    events: HOURLY,
    files: {
      'index.js': `${SHELL}${DOCUMENTS}exports.handler = async () => {
  const { Items } = await documents.send(new ScanCommand({ TableName: 'jobs' }));
  for (const item of Items) execSync(\`ls \${item.folder}\`);
};`,
    },
  },
  RunJobsInPython: {
    events: HOURLY,
    more: PYTHON,
    files: {
      'app.py': `import os
import subprocess
import boto3

table = boto3.resource("dynamodb").Table(os.environ["JOBS"])

def handler(event, context):
    for item in table.scan()["Items"]:
        subprocess.run("ls " + item["folder"], shell=True)
`,
    },
  },
  RunCheckedJobs: {
    events: HOURLY,
    files: {
      'index.js': `${SHELL}${DOCUMENTS}exports.handler = async () => {
  const { Items } = await documents.send(new ScanCommand({ TableName: process.env.JOBS }));
  for (const { folder } of Items) if (/^[a-z]+$/.test(folder)) execSync('ls ' + folder);
};`,
    },
  },
  RunOtherJobs: {
    events: HOURLY,
    files: {
      'index.js': `${SHELL}${DOCUMENTS}exports.handler = async () => {
  const { Items } = await documents.send(new ScanCommand({ TableName: process.env.OTHER }));
  for (const item of Items) execSync('ls ' + item.folder);
};`,
    },
  },
  StoreConstants: {
    events: POST,
    files: {
      'index.js': `${DOCUMENTS}exports.handler = async (event) => {
  const Item = { id: 'last', folder: '/tmp', count: Number(event.queryStringParameters.count) };
  await documents.send(new PutCommand({ TableName: process.env.OTHER, Item }));
};`,
    },
  },
  TakeJobInPython: {
    events: POST,
    more: PYTHON,
    files: {
      'app.py': `import json
import os
import boto3

s3 = boto3.client("s3")

def handler(event, context):
    s3.put_object(Bucket=os.environ["UPLOADS"], Key="jobs/last.json", Body=event["body"])
    return {"statusCode": 202}
`,
    },
  },
  ReadUpload: {
    events: HOURLY,
    files: {
      'index.js': `${SHELL}${BUCKET}exports.handler = async () => {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: process.env.UPLOADS, Key: 'jobs/last.json' }));
  const { folder } = JSON.parse(await Body.transformToString());
  execSync('ls ' + folder);
};`,
    },
  },
  SendMessage: {
    events: POST,
    files: {
      'index.js': `const { SQSClient, SendMessageBatchCommand } = require('@aws-sdk/client-sqs');
const sqs = new SQSClient({});
exports.handler = async ({ body }) => {
  const Entries = JSON.parse(body).map((one, at) => ({ Id: String(at), MessageBody: JSON.stringify(one) }));
  await sqs.send(new SendMessageBatchCommand({ QueueUrl: process.env.QUEUE, Entries }));
};`,
    },
  },
  HandleMessage: {
    events: '{ Work: { Type: SQS, Properties: { Queue: !GetAtt Work.Arn } } }',
    files: {
      'index.js': `${SHELL}exports.handler = async (event) => {
  for (const record of event.Records) execSync('ls ' + JSON.parse(record.body).folder);
};`,
    },
  },
  Announce: {
    events: POST,
    files: {
      'index.js': `const { EventBridgeClient, PutEventsCommand } = require('@aws-sdk/client-eventbridge');
const events = new EventBridgeClient({});
exports.handler = async (event) =>
  events.send(new PutEventsCommand({
    Entries: [{ EventBusName: process.env.BUS, Source: 'shop', DetailType: 'order', Detail: event.body }],
  }));`,
    },
  },
  HearNews: {
    events: `{ News: { Type: EventBridgeRule, Properties: { EventBusName: !Ref News, Pattern: { source: [shop] } } } }`,
    files: {
      'index.js': `${SHELL}exports.handler = async (event) => execSync('ls ' + event.detail.folder);`,
    },
  },
  Ask: {
    events: POST,
    files: {
      'index.js': `const { LambdaClient, InvokeCommand } = require('@aws-sdk/client-lambda');
const lambda = new LambdaClient({});
exports.handler = async (event) =>
  lambda.send(new InvokeCommand({ FunctionName: process.env.ANSWER, Payload: JSON.stringify({ folder: event.body }) }));`,
    },
  },
  Answer: {
    files: { 'index.js': `${SHELL}exports.handler = async (event) => execSync('ls ' + event.folder);` },
  },
};

/** A SAM template with these functions, and with the resources that they name. */
export function templateOf(samples: Readonly<Record<string, Sample>>): string {
  const functions = Object.entries(samples).map(
    ([name, { events = '{}', more = '' }]) =>
      `  ${name}: { Type: AWS::Serverless::Function, Properties: { ${more} CodeUri: ${name}/, Events: ${events} } }`,
  );
  return `Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Runtime: nodejs22.x
    Handler: index.handler
    Environment:
      Variables: { JOBS: !Ref Jobs, OTHER: !Ref Other, UPLOADS: !Ref Uploads, QUEUE: !Ref Work, BUS: !Ref News, ANSWER: !Ref Answer }
Resources:
  Jobs: { Type: AWS::DynamoDB::Table, Properties: { TableName: jobs } }
  Other: { Type: AWS::DynamoDB::Table }
  Uploads: { Type: AWS::S3::Bucket }
  Work: { Type: AWS::SQS::Queue, Properties: { QueueName: work } }
  News: { Type: AWS::Events::EventBus, Properties: { Name: news } }
${functions.join('\n')}
`;
}
