import { expect, test } from 'vitest';
import { openSources } from '../../../src/aws/sources/read-sources.js';
import { deployedVersionOf } from '../../../src/aws/survey/deployed-version.js';
import { policyCalls, readResourcePolicies } from '../../../src/aws/survey/read-resource-policies.js';
import type { RoleFacts } from '../../../src/aws/survey/roles.js';
import { FAKE_ACCOUNT } from '../../support/fake-account.js';
import {
  fakeSources,
  SOURCE_REGION,
  sourceArn,
  STARTED,
  type FakeAnswers,
} from '../../support/fake-sources.js';

const ROLE = `arn:aws:iam::${FAKE_ACCOUNT}:role/service-role/orders`;
const QUEUE = sourceArn('sqs', 'jobs');
const OTHER = sourceArn('sqs', 'jobs', '999999999999');

function roleWith(...resources: string[]): RoleFacts {
  const statement = {
    effect: 'Allow' as const,
    actions: ['sqs:*'],
    notActions: [],
    resources,
    notResources: [],
    conditions: [],
  };
  const policy = { name: 'p', kind: 'inline' as const, arn: null, statements: [statement] };
  return { arn: ROLE, name: 'orders', policies: [policy], lastUsed: null };
}

async function policies(answers: FakeAnswers, ...resources: string[]) {
  const version = deployedVersionOf(
    { FunctionArn: STARTED, FunctionName: 'orders', Role: ROLE },
    () => new Map(),
  );
  if (!version) throw new Error('no version');
  const { access, calls } = fakeSources(answers);
  const sources = openSources(access, SOURCE_REGION);
  const policiesOf = await readResourcePolicies(
    [version, version],
    new Map([[ROLE, roleWith(...resources)]]),
    sources,
  );
  return { found: policiesOf(version), calls };
}

function withPolicy(text: string): FakeAnswers {
  return { GetQueueAttributes: { Attributes: { Policy: text } } };
}

test('a policy is kept as far as it is about the role, without values', async () => {
  const named = (AWS: string) => ({
    Effect: 'Allow',
    Principal: { AWS },
    Action: 'sqs:*',
    Resource: QUEUE,
    Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-secret' } },
  });
  const Statement = [named(ROLE), named('arn:aws:iam::999999999999:role/stranger')];
  const { found, calls } = await policies(withPolicy(JSON.stringify({ Statement })), QUEUE);
  expect(found).toMatchObject([
    {
      resource: QUEUE,
      isOwn: true,
      statements: [{ to: 'role', certain: true, conditions: ['StringEquals aws:SourceVpc'] }],
    },
  ]);
  expect(JSON.stringify(found)).not.toMatch(/vpc-secret|stranger/);
  expect(calls).toEqual(['GetQueueAttributes jobs']);
});

test.each<[string, FakeAnswers, string, object]>([
  ['a resource without one', { GetQueueAttributes: {} }, QUEUE, { isOwn: true, statements: [] }],
  ['one that was refused', { GetQueueAttributes: 'AccessDenied' }, QUEUE, { isOwn: true, statements: null }],
  ['one that is no policy', withPolicy('{"a":1}'), QUEUE, { isOwn: true, statements: null }],
  ['one that is no JSON', withPolicy('x'), QUEUE, { isOwn: true, statements: null }],
  ['one of another account', withPolicy('{}'), OTHER, { isOwn: false, statements: null }],
])('%s', async (...[, answers, resource, expected]) => {
  expect((await policies(answers, resource)).found).toMatchObject([{ resource, ...expected }]);
});

test('a plan counts each policy once', () => {
  const version = deployedVersionOf({ FunctionArn: STARTED, Role: ROLE }, () => new Map());
  const roles = new Map([[ROLE, roleWith(QUEUE, OTHER, sourceArn('kms', 'key/1'), 'arn:aws:s3:::x-*')]]);
  expect(policyCalls(version ? [version, version] : [], roles)).toEqual({
    'kms:GetKeyPolicy': 1,
    'sqs:GetQueueAttributes': 2,
  });
});
