import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { surveyRegion } from '../../../src/aws/survey/survey-region.js';
import { FAKE_ACCOUNT, fakeAccount, noCallers, type FakeRegion } from '../../support/fake-account.js';

const HOME = 'us-east-1';
const ARN = `arn:aws:lambda:${HOME}:${FAKE_ACCOUNT}:function:fn`;

function version(number: string, more: Partial<FunctionConfiguration> = {}): FunctionConfiguration {
  return { FunctionName: 'fn', FunctionArn: `${ARN}:${number}`, Version: number, ...more };
}

const VERSIONS = ['$LATEST', '1', '2', '3'].map((number) => version(number));

const INVOKE = {
  Effect: 'Allow',
  Principal: { Service: 'apigateway.amazonaws.com' },
  Action: 'lambda:InvokeFunction',
  Resource: `${ARN}:1`,
};
const copy = (number: string, region: string): FunctionConfiguration => ({
  FunctionName: `${HOME}.fn`,
  FunctionArn: `arn:aws:lambda:${region}:${FAKE_ACCOUNT}:function:${HOME}.fn:${number}`,
  Version: number,
  MasterArn: `${ARN}:${number}`,
});

interface Row {
  readonly caller: string;
  readonly home?: FakeRegion;
  readonly elsewhere?: FakeRegion;
  readonly named?: readonly string[];
  /** Beside `$LATEST`. */
  readonly called: readonly string[];
  readonly trigger?: string;
}

/** Every kind of caller of a published version, with the expected result. */
const ROWS: readonly Row[] = [
  { caller: 'nobody', called: [] },
  { caller: 'an alias', home: { aliases: { fn: [{ Name: 'live', FunctionVersion: '2' }] } }, called: ['2'] },
  {
    caller: 'a weighted alias',
    home: {
      aliases: {
        fn: [
          {
            Name: 'live',
            FunctionVersion: '2',
            RoutingConfig: { AdditionalVersionWeights: { '3': 0.1 } },
          },
        ],
      },
    },
    called: ['2', '3'],
  },
  {
    caller: 'the policy of a version, as an integration of API Gateway with `:1` needs it',
    home: { policies: { 'fn:1': [INVOKE] } },
    called: ['1'],
    trigger: 'http',
  },
  {
    caller: 'a policy that refuses',
    home: { policies: { 'fn:1': [{ ...INVOKE, Effect: 'Deny' }] } },
    called: [],
  },
  {
    caller: 'an event source of a version',
    home: {
      sources: [
        {
          FunctionArn: `${ARN}:3`,
          EventSourceArn: `arn:aws:sqs:${HOME}:${FAKE_ACCOUNT}:jobs`,
          State: 'Enabled',
        },
      ],
    },
    called: ['3'],
    trigger: 'queue',
  },
  {
    caller: 'an event source that is switched off',
    home: { sources: [{ FunctionArn: `${ARN}:3`, State: 'Disabled' }] },
    called: [],
  },
  {
    caller: 'a role that names a version (a state machine, a destination, a gateway with credentials)',
    named: [`${ARN}:2`, `arn:aws:lambda:${HOME}:${FAKE_ACCOUNT}:function:other:1`],
    called: ['2'],
  },
  {
    caller: 'a role that may call all versions of the function',
    named: [`${ARN}:*`],
    called: ['1', '2', '3'],
  },
  {
    caller: 'a role that may call functions whose names begin alike (LambdaInvokePolicy of SAM)',
    named: [`arn:aws:lambda:*:*:function:f*`],
    called: ['1', '2', '3'],
  },
  {
    caller: 'an administrator, and a role that may call every function',
    named: ['*', 'arn:aws:lambda:*:*:function:*', `arn:aws:lambda:${HOME}:${FAKE_ACCOUNT}:function:*:*`],
    called: [],
  },
  {
    caller: 'a role that may call the function without version, its aliases or its latest code',
    named: [ARN, `${ARN}:live`, `${ARN}:l*`, `${ARN}:$LATEST`],
    called: [],
  },
  {
    caller: 'roles whose policies name versions by patterns, but not all versions',
    named: [`arn:*:lambda:*:${FAKE_ACCOUNT}:function:f?:3`, `${ARN}x:1`, `arn:aws:lambda:*:*:function:fn*:2`],
    called: ['2', '3'],
  },
  {
    caller: 'provisioned concurrency of a version',
    home: { provisioned: { fn: [`${ARN}:2`] } },
    called: ['2'],
  },
  {
    caller: 'CloudFront, by a copy in another region',
    elsewhere: { copies: [copy('1', 'eu-west-1')] },
    called: ['1'],
    trigger: 'http',
  },
  {
    caller: 'CloudFront, by a copy in the same region',
    home: { copies: [copy('2', HOME)] },
    called: ['2'],
    trigger: 'http',
  },
  {
    caller: 'CloudFront, by the policy that lets the version be copied',
    home: {
      policies: {
        'fn:3': [
          {
            Effect: 'Allow',
            Principal: { Service: 'replicator.lambda.amazonaws.com' },
            Action: 'lambda:GetFunction',
          },
        ],
      },
    },
    called: ['3'],
    trigger: 'http',
  },
];

test.each(ROWS)(
  'versions that are called by $caller',
  async ({ home, elsewhere, named, called, trigger }) => {
    const { access } = fakeAccount({
      [HOME]: { functions: VERSIONS, ...home },
      'eu-west-1': elsewhere ?? {},
    });
    const known = noCallers({ grants: new Set(named) });
    const { functions, gaps } = await surveyRegion(access, HOME, known);
    expect(gaps).toEqual([]);
    expect(functions).toHaveLength(1);
    expect([...(functions[0]?.reachable ?? [])].sort()).toEqual(['$LATEST', ...called]);
    expect(functions[0]?.triggers.map(({ type }) => type)).toEqual(trigger === undefined ? [] : [trigger]);
  },
);

test('a public alias of the latest version is seen though nothing is published', async () => {
  const everybody = {
    Effect: 'Allow',
    Principal: '*',
    Action: 'lambda:InvokeFunctionUrl',
    Condition: { StringEquals: { 'lambda:FunctionUrlAuthType': 'NONE' } },
  };
  const { access } = fakeAccount({
    [HOME]: {
      functions: [version('$LATEST')],
      aliases: { fn: [{ Name: 'open', FunctionVersion: '$LATEST' }] },
      policies: { 'fn:open': [everybody] },
      urls: {
        fn: [{ AuthType: 'NONE', FunctionUrl: '', FunctionArn: '', CreationTime: '', LastModifiedTime: '' }],
      },
    },
  });
  const { functions } = await surveyRegion(access, HOME, noCallers());
  expect(functions[0]?.triggers).toMatchObject([{ type: 'http', detail: 'function URL, open to everybody' }]);
});

test('copies without the region that has their code are a gap', async () => {
  const { access } = fakeAccount({ 'eu-west-1': { copies: [copy('1', 'eu-west-1')] } });
  const { gaps } = await surveyRegion(access, 'eu-west-1', noCallers({ regions: ['eu-west-1'] }));
  expect(gaps).toEqual([
    expect.objectContaining({ region: 'eu-west-1', resource: `${ARN}:1`, affectsCompleteness: true }),
  ]);
});

test('of a function whose versions a role may all call, the newest are analysed, and the others are a gap', async () => {
  const published = Array.from({ length: 30 }, (_, at) =>
    version(String(at + 1), { CodeSha256: Buffer.alloc(32, at).toString('base64') }),
  );
  const { access } = fakeAccount({
    [HOME]: {
      functions: [version('$LATEST'), ...published],
      aliases: { fn: [{ Name: 'old', FunctionVersion: '2' }] },
    },
  });
  const known = noCallers({ grants: new Set([`${ARN}:*`, `${ARN}:1`]) });
  const { functions, gaps } = await surveyRegion(access, HOME, known);
  const newest = Array.from({ length: 20 }, (_, index) => String(30 - index));
  expect(new Set(functions[0]?.reachable)).toEqual(new Set(['$LATEST', '1', '2', ...newest]));
  expect(gaps).toEqual([
    expect.objectContaining({
      region: HOME,
      resource: ARN,
      affectsCompleteness: true,
      reason: 'Roles may call all of its versions, and only those with its 20 newest codes were analysed.',
    }),
  ]);
});

test('all versions of one code are analysed, however many there are', async () => {
  const published = Array.from({ length: 70 }, (_, index) => version(String(index + 1)));
  const { access } = fakeAccount({ [HOME]: { functions: [version('$LATEST'), ...published] } });
  const { functions, gaps } = await surveyRegion(access, HOME, noCallers({ grants: new Set([`${ARN}:*`]) }));
  expect([functions[0]?.reachable.length, gaps]).toEqual([71, []]);
});

test('copies that could not be listed are a gap of the region that has their code', async () => {
  const there = { functions: VERSIONS, refused: { ListFunctions: 'AccessDeniedException' } };
  const { access } = fakeAccount({ [HOME]: { functions: VERSIONS }, 'eu-west-1': there });
  const { gaps, functions } = await surveyRegion(access, HOME, noCallers());
  expect(functions).toHaveLength(1);
  expect(gaps).toEqual([
    expect.objectContaining({
      region: HOME,
      status: 'denied',
      affectsCompleteness: true,
      reason:
        'Copies that CloudFront runs in eu-west-1 could not be listed: lambda:ListFunctions is not allowed (AccessDeniedException).',
    }),
  ]);
});

test('copies are requested only in the partition of Lambda@Edge, and only where a version is published', async () => {
  const unpublished = fakeAccount({ [HOME]: { functions: [version('$LATEST')] } });
  await surveyRegion(unpublished.access, HOME, noCallers());
  const china = fakeAccount({ 'cn-north-1': { functions: VERSIONS } }, 'aws-cn');
  await surveyRegion(china.access, 'cn-north-1', noCallers({ regions: ['cn-north-1'] }));
  expect([...unpublished.calls, ...china.calls].filter((call) => call.endsWith('copies'))).toEqual([]);
});
