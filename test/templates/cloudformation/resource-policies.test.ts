import { expect, test } from 'vitest';
import { readCloudFormation } from '../../../src/templates/index.js';

type Resources = Readonly<Record<string, object>>;

const ALLOW_ROLE = {
  Statement: {
    Effect: 'Allow',
    Principal: { AWS: { 'Fn::GetAtt': ['StoreRole', 'Arn'] } },
    Action: 's3:*',
    Resource: '*',
  },
};
const ROLE = { StoreRole: { Type: 'AWS::IAM::Role', Properties: {} } };

/** What policies of resources say about the role of the function `Store`: `resource: name meaning…`. */
async function policies(
  resources: Resources,
  type = 'AWS::Lambda::Function',
  role: unknown = { 'Fn::GetAtt': ['StoreRole', 'Arn'] },
) {
  const store = {
    Type: type,
    Properties: { FunctionName: 'store', ...(role === null ? {} : { Role: role }) },
  };
  const text = JSON.stringify({ Resources: { Store: store, ...ROLE, ...resources } });
  const { functions } = await readCloudFormation(text, 'template.json');
  return (functions[0]?.settings.resourcePolicies ?? []).map(({ resource, name, statements }) => {
    const said = statements?.map(({ effect, to, certain }) => `${effect} ${to}${certain ? '' : '?'}`) ?? [
      'not known',
    ];
    return `${resource}: ${name} ${said.join()}`.trim();
  });
}

const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'photos' } };

test.each<[string, Resources, string[]]>([
  ['a bucket without a policy', { Photos: bucket }, ['arn:aws:s3:::photos: policy of Photos']],
  [
    'a bucket with a policy by reference',
    {
      Photos: bucket,
      P: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'Photos' }, PolicyDocument: ALLOW_ROLE },
      },
    },
    ['arn:aws:s3:::photos: P Allow role'],
  ],
  [
    'a bucket with a policy by name',
    {
      Photos: bucket,
      P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'photos', PolicyDocument: ALLOW_ROLE } },
    },
    ['arn:aws:s3:::photos: P Allow role'],
  ],
  [
    'a policy that only the deployment knows',
    {
      Photos: bucket,
      P: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: 'photos', PolicyDocument: { 'Fn::Transform': {} } },
      },
    },
    ['arn:aws:s3:::photos: P not known'],
  ],
  [
    'a policy whose bucket only the deployment knows may be that of any bucket, and of no queue',
    {
      Photos: bucket,
      Jobs: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'jobs' } },
      P: {
        Type: 'AWS::S3::BucketPolicy',
        Properties: { Bucket: { Ref: 'NameOfBucket' }, PolicyDocument: ALLOW_ROLE },
      },
    },
    ['arn:aws:s3:::photos: P not known', 'arn:aws:sqs:<region>:<account>:jobs: policy of Jobs'],
  ],
  [
    'a policy of a bucket of another name',
    {
      Photos: bucket,
      P: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'others', PolicyDocument: ALLOW_ROLE } },
    },
    ['arn:aws:s3:::photos: policy of Photos'],
  ],
  [
    'a secret',
    {
      S: { Type: 'AWS::SecretsManager::Secret', Properties: {} },
      P: {
        Type: 'AWS::SecretsManager::ResourcePolicy',
        Properties: { SecretId: { Ref: 'S' }, ResourcePolicy: ALLOW_ROLE },
      },
    },
    ['<S>: P Allow role'],
  ],
  [
    'a key without a policy lets its account decide',
    { K: { Type: 'AWS::KMS::Key', Properties: {} } },
    ['arn:aws:kms:<region>:<account>:key/<K>: policy of K Allow account'],
  ],
  [
    'a key with a policy of its own',
    { K: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: ALLOW_ROLE } } },
    ['arn:aws:kms:<region>:<account>:key/<K>: policy of K Allow role'],
  ],
  [
    'a table',
    {
      T: {
        Type: 'AWS::DynamoDB::Table',
        Properties: { TableName: 't', ResourcePolicy: { PolicyDocument: ALLOW_ROLE } },
      },
    },
    ['arn:aws:dynamodb:<region>:<account>:table/t: policy of T Allow role'],
  ],
  [
    'a table with replicas, each with a policy',
    {
      T: {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          TableName: 't',
          Replicas: [1, 2].map(() => ({ ResourcePolicy: { PolicyDocument: ALLOW_ROLE } })),
        },
      },
    },
    ['arn:aws:dynamodb:<region>:<account>:table/t: policy of T not known'],
  ],
  [
    'two queues with one policy',
    {
      A: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'a' } },
      B: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'b' } },
      P: {
        Type: 'AWS::SQS::QueuePolicy',
        Properties: { Queues: [{ Ref: 'A' }, { Ref: 'B' }], PolicyDocument: ALLOW_ROLE },
      },
    },
    ['arn:aws:sqs:<region>:<account>:a: P Allow role', 'arn:aws:sqs:<region>:<account>:b: P Allow role'],
  ],
])('%s', async (_, resources, expected) => {
  expect(await policies(resources)).toEqual(expected);
});

const OF_SAM_ROLE = {
  Photos: bucket,
  P: {
    Type: 'AWS::S3::BucketPolicy',
    Properties: {
      Bucket: 'photos',
      PolicyDocument: {
        Statement: {
          Effect: 'Deny',
          Principal: { AWS: { 'Fn::GetAtt': ['StoreRole', 'Arn'] } },
          Action: '*',
          Resource: '*',
        },
      },
    },
  },
};

test('the role that SAM makes for a function has the name of the function', async () => {
  const { StoreRole: _, ...none } = { ...ROLE };
  const text = JSON.stringify({
    Resources: { Store: { Type: 'AWS::Serverless::Function', Properties: {} }, ...none, ...OF_SAM_ROLE },
  });
  const { functions } = await readCloudFormation(text, 't.json');
  expect(functions[0]?.settings.resourcePolicies).toMatchObject([
    { statements: [{ effect: 'Deny', to: 'role', certain: true }] },
  ]);
});

test('a role that is a parameter may be the role that a policy names', async () => {
  expect(await policies(OF_SAM_ROLE, 'AWS::Lambda::Function', { Ref: 'RoleArn' })).toEqual([
    'arn:aws:s3:::photos: P Deny role?',
  ]);
});
