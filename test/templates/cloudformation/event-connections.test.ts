import { FN, FN_ARN as ARN, testExposures, type ExposureRow } from '../../support/exposure-in.js';

const polled = (type: string, policy: object, others: object = {}) => ({
  ...FN,
  S: { Type: type },
  E: {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: { FunctionName: ARN, EventSourceArn: { 'Fn::GetAtt': ['S', 'Arn'] } },
  },
  P: policy,
  ...others,
});
const queuePolicy = (statement: object) => ({
  Type: 'AWS::SQS::QueuePolicy',
  Properties: {
    Queues: [{ Ref: 'S' }],
    PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sqs:SendMessage', ...statement }] },
  },
});
const bucket = (properties: object, statement?: object) => ({
  ...FN,
  B: {
    Type: 'AWS::S3::Bucket',
    Properties: { NotificationConfiguration: { LambdaConfigurations: [{ Function: ARN }] }, ...properties },
  },
  ...(statement && {
    P: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'B' }, PolicyDocument: { Statement: [statement] } },
    },
  }),
});
const put = { Effect: 'Allow', Principal: '*', Action: 's3:PutObject', Resource: '*' };

const ROWS: readonly ExposureRow[] = [
  [
    'own queue',
    polled(
      'AWS::SQS::Queue',
      queuePolicy({ Principal: { AWS: { 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:root' } } }),
    ),
    'internal',
    'may sqs:SendMessage (P)',
  ],
  [
    'queue that anybody may write to',
    polled('AWS::SQS::Queue', queuePolicy({ Principal: '*' })),
    'public',
    'queue S: anybody may sqs:SendMessage (P)',
  ],
  [
    'queue that an account may write to',
    polled('AWS::SQS::Queue', queuePolicy({ Principal: { AWS: '999900001111' } })),
    'account',
    '999900001111',
  ],
  [
    'queue beside a policy whose queue only the deployment knows',
    polled('AWS::SQS::Queue', {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: { Queues: [{ Ref: 'NameOfQueue' }], PolicyDocument: { Statement: [] } },
    }),
    'unknown',
    'P may be its policy',
  ],
  [
    'queue with a policy of the deployment',
    polled('AWS::SQS::Queue', queuePolicy({ Principal: { 'Fn::If': ['C', '*', 'x'] } })),
    'unknown',
  ],
  ['stream of a table', polled('AWS::DynamoDB::Table', { Type: 'X' }), 'internal'],
  [
    'topic that anybody may publish to',
    {
      ...FN,
      T: { Type: 'AWS::SNS::Topic' },
      S: { Type: 'AWS::SNS::Subscription', Properties: { Endpoint: ARN, TopicArn: { Ref: 'T' } } },
      P: {
        Type: 'AWS::SNS::TopicPolicy',
        Properties: {
          Topics: [{ Ref: 'T' }],
          PolicyDocument: { Statement: { Effect: 'Allow', Principal: '*', Action: 'SNS:*', Resource: '*' } },
        },
      },
    },
    'public',
    'topic T: anybody',
  ],
  ['own bucket', bucket({}), 'internal'],
  ['bucket that anybody may write to', bucket({}, put), 'public', 's3:PutObject (P)'],
  [
    'bucket whose block takes the policy back',
    bucket({ PublicAccessBlockConfiguration: { BlockPublicPolicy: true } }, put),
    'internal',
  ],
  ['bucket with a public ACL', bucket({ AccessControl: 'PublicReadWrite' }), 'public', 'PublicReadWrite'],
  ['bucket that anybody may read', bucket({}, { ...put, Action: 's3:GetObject' }), 'internal'],
  [
    'user pool',
    { ...FN, P: { Type: 'AWS::Cognito::UserPool', Properties: { LambdaConfig: { PreSignUp: ARN } } } },
    'internal',
    'anybody may sign up',
  ],
  [
    'mail',
    {
      ...FN,
      R: {
        Type: 'AWS::SES::ReceiptRule',
        Properties: { Rule: { Actions: [{ LambdaAction: { FunctionArn: ARN } }] } },
      },
    },
    'public',
    'anybody may send mail',
  ],
];

testExposures(ROWS);
