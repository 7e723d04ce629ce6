import { expect, test } from 'vitest';
import { readTerraform } from '../../../src/templates/index.js';

const ROLE = 'arn:aws:iam::111111111111:role/store';

function resource(address: string, values: object) {
  return { address, type: address.split('.')[0], values };
}

function document(effect: string, principal: unknown): string {
  return JSON.stringify({
    Statement: [{ Effect: effect, Principal: principal, Action: '*', Resource: '*' }],
  });
}

interface Plan {
  readonly expressions?: Readonly<Record<string, object>>;
  readonly role?: object;
}

/** What policies of resources say about the role of a function: `resource: meaning…`. */
async function policies(
  resources: readonly ReturnType<typeof resource>[],
  { expressions = {}, role = { role: ROLE } }: Plan = {},
) {
  const all = [resource('aws_lambda_function.store', { function_name: 'store', ...role }), ...resources];
  const plan = {
    planned_values: { root_module: { resources: all } },
    configuration: {
      root_module: {
        resources: all.map(({ address, type }) => ({ address, type, expressions: expressions[address] })),
      },
    },
  };
  const { functions } = await readTerraform(plan);
  return (functions[0]?.settings.resourcePolicies ?? []).map(({ resource: arn, statements }) => {
    const said = statements?.map(({ effect, to, certain }) => `${effect} ${to}${certain ? '' : '?'}`) ?? [
      'not known',
    ];
    return `${arn}: ${said.join()}`.trim();
  });
}

const BUCKET = resource('aws_s3_bucket.photos', { bucket: 'photos' });
const QUEUE = resource('aws_sqs_queue.jobs', { name: 'jobs', arn: 'arn:aws:sqs:r:1:jobs' });
const KEY = resource('aws_kms_key.k', { arn: 'arn:aws:kms:r:1:key/k' });

test('policies of buckets, queues, secrets, keys and tables', async () => {
  const found = await policies([
    BUCKET,
    resource('aws_s3_bucket_policy.p', { bucket: 'photos', policy: document('Deny', '*') }),
    resource('aws_sqs_queue.jobs', {
      name: 'jobs',
      arn: 'arn:aws:sqs:r:1:jobs',
      policy: document('Allow', { AWS: ROLE }),
    }),
    resource('aws_secretsmanager_secret.s', { name: 's', arn: 'arn:aws:secretsmanager:r:1:secret:s-abcdef' }),
    resource('aws_secretsmanager_secret_policy.p', {
      secret_arn: 'arn:aws:secretsmanager:r:1:secret:s-abcdef',
      policy: document('Allow', { AWS: '111111111111' }),
    }),
    KEY,
    resource('aws_dynamodb_table.t', { name: 't', arn: 'arn:aws:dynamodb:r:1:table/t' }),
    resource('aws_dynamodb_resource_policy.p', {
      resource_arn: 'arn:aws:dynamodb:r:1:table/t',
      policy: document('Allow', { AWS: `${ROLE}-other` }),
    }),
  ]);
  expect(found.sort()).toEqual([
    'arn:aws:dynamodb:r:1:table/t:',
    'arn:aws:kms:r:1:key/k: Allow account?',
    'arn:aws:s3:::photos: Deny anyone',
    'arn:aws:secretsmanager:r:1:secret:s-abcdef: Allow account',
    'arn:aws:sqs:r:1:jobs: Allow role',
  ]);
});

test('a policy that only the apply determines is not known', async () => {
  const expressions = {
    'aws_s3_bucket_policy.p': {
      bucket: { references: ['aws_s3_bucket.photos'] },
      policy: { references: ['aws_iam_role.r'] },
    },
    'aws_kms_key.k': { policy: { references: ['data.aws_iam_policy_document.k'] } },
  };
  expect(await policies([BUCKET, resource('aws_s3_bucket_policy.p', {}), KEY], { expressions })).toEqual([
    'arn:aws:s3:::photos: not known',
    'arn:aws:kms:r:1:key/k: not known',
  ]);
});

test('a policy may be that of any bucket if only the apply determines its bucket', async () => {
  const expressions = { 'aws_s3_bucket_policy.p': { bucket: { references: ['var.bucket'] } } };
  const policy = resource('aws_s3_bucket_policy.p', { policy: document('Deny', '*') });
  const other = resource('aws_s3_bucket_policy.q', { bucket: 'other', policy: document('Deny', '*') });
  expect(await policies([BUCKET, QUEUE, policy], { expressions })).toEqual([
    'arn:aws:s3:::photos: not known',
    'arn:aws:sqs:r:1:jobs:',
  ]);
  expect(await policies([BUCKET, other])).toEqual(['arn:aws:s3:::photos:']);
});

test('a role that only the apply determines may be one of the same name', async () => {
  const expressions = {
    'aws_lambda_function.store': { role: { references: ['aws_iam_role.r.arn', 'aws_iam_role.r'] } },
  };
  const queue = resource(QUEUE.address, {
    ...QUEUE.values,
    policy: document('Allow', { AWS: [ROLE, `${ROLE}-2`] }),
  });
  const found = await policies([resource('aws_iam_role.r', { name: 'store' }), queue], {
    expressions,
    role: {},
  });
  expect(found).toEqual(['arn:aws:sqs:r:1:jobs: Allow role?']);
});
