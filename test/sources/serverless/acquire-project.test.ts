import { describe, expect, test } from 'vitest';
import type { ServerlessFunction } from '../../../src/model/index.js';
import { serverless } from '../../../src/sources/serverless/index.js';
import type { Acquisition } from '../../../src/sources/index.js';
import { acquireWith, emptyFolder, functionCalled, mountsOf, targetAt, write } from '../stage-fixture.js';

const SERVICE = `
service: shop
provider:
  name: aws
  region: eu-central-1
  runtime: nodejs22.x
  timeout: 20
  tracing:
    lambda: true
  environment:
    STAGE: \${self:provider.stage}
    DB_PASSWORD: planted
  iam:
    role:
      statements:
        - Effect: Allow
          Action: dynamodb:GetItem
          Resource: !GetAtt Orders.Arn
`;

interface Files {
  readonly [path: string]: string;
}

async function acquired(service: string, files: Files = {}): Promise<[Acquisition, string]> {
  const folder = emptyFolder();
  write(folder, { 'serverless.yml': service, 'src/a.js': 'exports.handler = 1', ...files });
  return [await acquireWith(serverless, targetAt(folder)), folder];
}

/** A function of the service with these settings. */
async function functionWith(settings: string, rest = ''): Promise<ServerlessFunction> {
  const block = settings.replaceAll('\n', '\n    ');
  const text = `${SERVICE}functions:\n  api:\n    handler: src/a.handler\n    ${block}\n${rest}`;
  const [{ functions }] = await acquired(text);
  expect(functions).toHaveLength(1);
  return functions[0] as ServerlessFunction;
}

test('the function has its own settings over those of the provider', async () => {
  const fn = await functionWith('timeout: 90\nruntime: nodejs20.x\nenvironment:\n  OWN: x');
  expect(fn).toMatchObject({
    name: 'shop-dev-api',
    runtime: 'nodejs20.x',
    handler: 'src/a.handler',
    region: 'eu-central-1',
    environment: ['DB_PASSWORD', 'OWN', 'STAGE'],
    declaredIn: { path: 'serverless.yml', line: 20 },
    role: { name: 'IamRoleLambdaExecution' },
    settings: {
      limits: { timeoutSeconds: 90, reservedConcurrency: null },
      operation: { tracingOff: false, keepsFailed: false },
      tracing: true,
    },
  });
  const inline = fn.role?.policies?.find(({ kind }) => kind === 'inline');
  expect(inline?.statements?.[0]).toMatchObject({ actions: ['dynamodb:GetItem'] });
});

test('its code is the folder of the service, and the report says that it was not packaged', async () => {
  const [found, folder] = await acquired(`${SERVICE}functions:\n  api:\n    handler: src/a.handler\n`);
  expect(mountsOf(found, folder)).toEqual({ 'shop-dev-api': ['/var/task='] });
  expect(found.problems.map(({ message }) => message).join()).toContain('was not packaged');
  expect(found.problems.every(({ affectsCompleteness }) => !affectsCompleteness)).toBe(true);
});

const OPEN = 'anyone';
const KNOWN = 'authenticated';

test.each([
  ['http: GET orders', 'http', 'GET /orders', OPEN],
  ['http:\n    path: /orders\n    method: post', 'http', 'POST /orders', OPEN],
  ['http:\n    path: a\n    method: "*"\n    private: true', 'http', 'ANY /a', OPEN],
  ['http:\n    path: a\n    method: get\n    authorizer: aws_iam', 'http', 'GET /a', KNOWN],
  ['http:\n    path: a\n    method: get\n    authorizer: authorize', 'http', 'GET /a', KNOWN],
  ['http:\n    path: a\n    method: get\n    authorizer:\n      type: aws_iam', 'http', 'GET /a', KNOWN],
  ['http:\n    path: a\n    method: get\n    authorizer: ${ssm:/x}', 'http', 'GET /a', 'unknown'],
  ["httpApi: '*'", 'http', '$default', OPEN],
  ['httpApi: POST /a', 'http', 'POST /a', OPEN],
  ['httpApi:\n    path: /a\n    method: get\n    authorizer:\n      name: jwt', 'http', 'GET /a', KNOWN],
  ['websocket: $connect', 'http', '$connect', OPEN],
  ['websocket:\n    route: $connect\n    authorizer: auth', 'http', '$connect', KNOWN],
  [
    'alb:\n    listenerArn: x\n    priority: 1',
    'http',
    'load balancer (ApiLambdaFunctionTargetGroup0)',
    'unknown',
  ],
  ['cloudFront:\n    eventType: viewer-request', 'http', 'CloudFront', OPEN],
  ['schedule: rate(1 hour)', 'schedule', 'rate(1 hour)', undefined],
  ['schedule:\n    rate: [cron(0 1 * * ? *)]', 'schedule', 'cron(0 1 * * ? *)', undefined],
  ['sqs: arn:aws:sqs:eu-west-1:111122223333:jobs', 'queue', 'jobs', 'unknown'],
  [
    'stream:\n    type: kinesis\n    arn: arn:aws:kinesis:eu-west-1:1:stream/s',
    'stream',
    'stream/s',
    undefined,
  ],
  ['s3: photos', 'storage', 'photos', 'service'],
  ['s3:\n    bucket: photos\n    existing: true', 'storage', 'photos', 'unknown'],
  ['sns: done', 'topic', 'SNSTopicDone', 'service'],
  ['sns: arn:aws:sns:eu-west-1:111122223333:done', 'topic', 'done', 'unknown'],
  ['eventBridge:\n    pattern:\n      source: [a]', 'other', null, 'service'],
  ['alexaSkill: amzn1.ask.skill.x', 'other', 'AlexaSkill', 'account'],
  ['cognitoUserPool:\n    pool: users\n    trigger: PreSignUp', 'auth', 'users', undefined],
  ['somePlugin:\n    a: 1', 'other', 'somePlugin', undefined],
])('event %j', async (...[event, type, detail, access]) => {
  const fn = await functionWith(`events:\n  - ${event.replaceAll('\n', '\n  ')}`);
  expect(fn.triggers).toHaveLength(1);
  expect(fn.triggers[0]).toMatchObject({ type, detail });
  expect(fn.triggers[0]?.access).toBe(access);
});

test.each([
  ['url: true', OPEN],
  ['url:\n  cors: true', OPEN],
  ['url:\n  authorizer: aws_iam', KNOWN],
  ['url:\n  authorizer: ${env:AUTH}', 'unknown'],
])('%j', async (settings, access) => {
  const fn = await functionWith(settings);
  expect(fn.triggers).toMatchObject([{ type: 'http', detail: 'function URL', access }]);
});

describe('settings', () => {
  test.each([
    ['reservedConcurrency: 5', { limits: { reservedConcurrency: 5 } }],
    ['reservedConcurrency: 0', { limits: { reservedConcurrency: 0 } }],
    ['reservedConcurrency: ${ssm:/n}', { limits: { reservedConcurrency: undefined } }],
    ['timeout: ${ssm:/n}', { limits: { timeoutSeconds: null } }],
    ['tracing: PassThrough', { operation: { tracingOff: true } }],
    ['onError: arn:aws:sns:eu-west-1:1:dead', { operation: { keepsFailed: true } }],
    ['destinations:\n  onFailure: arn:aws:sqs:eu-west-1:1:dead', { operation: { keepsFailed: true } }],
    ['destinations:\n  onSuccess: arn:aws:sqs:eu-west-1:1:done', { operation: { keepsFailed: false } }],
    ['vpc:\n  subnetIds: [a]', { vpc: true }],
    [
      'environment:\n  API_TOKEN: ${ssm:/x}',
      { environmentReferences: [{ name: 'API_TOKEN', value: '<ssm:/x>' }] },
    ],
  ])('%j', async (settings, expected) => {
    expect((await functionWith(settings)).settings).toMatchObject(expected);
  });

  test('without a timeout of its own or of the provider: that of the framework', async () => {
    const [{ functions }] = await acquired(
      'service: a\nprovider: aws\nfunctions:\n  b:\n    handler: src/a.h\n',
    );
    expect(functions[0]?.settings?.limits?.timeoutSeconds).toBe(6);
  });
});

test('the resources of a service limit and open its functions', async () => {
  const resources = `
resources:
  - Resources:
      Open:
        Type: AWS::Lambda::Permission
        Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref ApiLambdaFunction, Principal: '*' }
  - extensions:
      ApiLambdaFunction:
        Properties:
          ReservedConcurrentExecutions: 7
`;
  const fn = await functionWith('memorySize: 128', resources);
  expect(fn.triggers).toMatchObject([{ type: 'other', detail: '*', access: 'anyone' }]);
  expect(fn.settings?.limits?.reservedConcurrency).toBe(7);
});

test('functions of other files, and a private API', async () => {
  const text = `
service: shop
provider:
  name: aws
  endpointType: PRIVATE
functions:
  - \${file(functions/a.yml)}
  - \${file(functions/b.yml)}
`;
  const [found] = await acquired(text, {
    'functions/a.yml': 'a:\n  handler: src/a.handler\n  events:\n    - http: GET /a\n',
    'functions/b.yml': 'b:\n  handler: src/b.handler\n',
  });
  expect(functionCalled(found, 'shop-dev-a')).toMatchObject({
    declaredIn: { path: 'functions/a.yml', line: 1 },
    triggers: [{ access: 'account' }],
  });
  expect(functionCalled(found, 'shop-dev-b').declaredIn).toEqual({ path: 'functions/b.yml', line: 1 });
});
