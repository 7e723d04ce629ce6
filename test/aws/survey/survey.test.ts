import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { expect, test } from 'vitest';
import { surveyRegion } from '../../../src/aws/survey/survey-region.js';
import { FAKE_ACCOUNT, fakeAccount, noCallers } from '../../support/fake-account.js';

const HOME = 'us-east-1';
const ARN = `arn:aws:lambda:${HOME}:${FAKE_ACCOUNT}:function:fn`;

function version(number: string, more: Partial<FunctionConfiguration>): FunctionConfiguration {
  return { FunctionName: 'fn', FunctionArn: `${ARN}:${number}`, Version: number, ...more };
}

/** Properties of an analysed version that hide code or the way it starts. */
const HIDDEN: readonly {
  readonly what: string;
  readonly config: Partial<FunctionConfiguration>;
  readonly action: string;
}[] = [
  {
    what: 'EFS',
    config: {
      FileSystemConfigs: [
        {
          Arn: `arn:aws:elasticfilesystem:${HOME}:${FAKE_ACCOUNT}:access-point/fsap-1`,
          LocalMountPath: '/mnt/code',
        },
      ],
    },
    action: 'elasticfilesystem:ClientMount',
  },
  {
    what: 'S3 Files',
    config: {
      FileSystemConfigs: [
        {
          Arn: `arn:aws:s3files:${HOME}:${FAKE_ACCOUNT}:file-system/fs-1/access-point/fsap-1`,
          LocalMountPath: '/mnt/s3',
        },
      ],
    },
    action: 's3files:ClientMount',
  },
  {
    what: 'variables that a key of the customer keeps',
    config: { Environment: { Error: { ErrorCode: 'KMSAccessDeniedException' } } },
    action: 'kms:Decrypt',
  },
  {
    what: 'the command of an image',
    config: { ImageConfigResponse: { Error: { ErrorCode: 'InternalError' } } },
    action: 'lambda:GetFunction',
  },
];

test.each(HIDDEN)(
  '$what is looked for on each version that is called, and on no other',
  async ({ config, action }) => {
    const functions = ['$LATEST', '1', '2'].map((number) =>
      version(number, number === '$LATEST' ? {} : config),
    );
    const aliases = { fn: [{ Name: 'live', FunctionVersion: '1' }] };
    const { access } = fakeAccount({ [HOME]: { functions, aliases } });
    const { gaps } = await surveyRegion(access, HOME, noCallers());
    expect(gaps.map((gap) => [gap.resource, gap.action, gap.affectsCompleteness])).toEqual([
      [`${ARN}:1`, action, true],
    ]);
  },
);

test('destinations of asynchronous calls are read, and a refusal hides no code', async () => {
  const functions = [version('$LATEST', {})];
  const DestinationConfig = {
    OnSuccess: { Destination: 'arn:done' },
    OnFailure: { Destination: 'arn:failed' },
  };
  const region = { functions, invokes: { fn: [{ DestinationConfig }, {}] } };
  const known = await surveyRegion(fakeAccount({ [HOME]: region }).access, HOME, noCallers());
  expect(known.functions[0]?.sentTo).toEqual(['arn:done', 'arn:failed']);
  expect(known.functions[0]?.operation.sendsFailed).toBe(true);

  const refused = { functions, refused: { ListFunctionEventInvokeConfigs: 'AccessDeniedException' } };
  const unknown = await surveyRegion(fakeAccount({ [HOME]: refused }).access, HOME, noCallers());
  expect(unknown.functions[0]).toMatchObject({ sentTo: null, operation: { sendsFailed: null } });
  expect(unknown.gaps).toMatchObject([
    { action: 'lambda:ListFunctionEventInvokeConfigs', affectsCompleteness: false },
  ]);
});

test('a destination of successful results keeps no failed events', async () => {
  const invokes = { fn: [{ DestinationConfig: { OnSuccess: { Destination: 'arn:done' } } }] };
  const region = { functions: [version('$LATEST', {})], invokes };
  const { functions } = await surveyRegion(fakeAccount({ [HOME]: region }).access, HOME, noCallers());
  expect(functions[0]).toMatchObject({ sentTo: ['arn:done'], operation: { sendsFailed: false } });
});

test('of values of variables, ARNs and names of resources of the role are kept, and nothing else', async () => {
  const Role = `arn:aws:iam::${FAKE_ACCOUNT}:role/fn`;
  const table = `arn:aws:dynamodb:${HOME}:${FAKE_ACCOUNT}:table/orders`;
  const Variables = {
    TABLE: 'orders',
    QUEUE: 'arn:aws:sqs:r:1:jobs',
    TOKEN: 'a-secret-value',
    USER: 'users',
  };
  const functions = [version('$LATEST', { Role, Environment: { Variables } })];
  const statement = {
    effect: 'Allow' as const,
    actions: ['*'],
    notActions: [],
    resources: [table],
    notResources: [],
    conditions: [],
  };
  const policies = [{ name: 'p', kind: 'inline' as const, arn: null, statements: [statement] }];
  const roles = new Map([[Role, { arn: Role, name: 'fn', policies, lastUsed: null }]]);
  const found = await surveyRegion(fakeAccount({ [HOME]: { functions } }).access, HOME, noCallers({ roles }));
  const [fn] = found.functions;
  expect(fn?.versions[0]?.settings.environmentReferences.map(({ name, value }) => [name, value])).toEqual([
    ['TABLE', table],
    ['QUEUE', 'arn:aws:sqs:r:1:jobs'],
  ]);
  expect(fn?.resourcePolicies.get('$LATEST')?.map(({ resource }) => resource)).toEqual([
    table,
    'arn:aws:sqs:r:1:jobs',
  ]);
  expect(JSON.stringify(fn)).not.toMatch(/a-secret-value|"users"/);
});
