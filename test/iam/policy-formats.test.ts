import { describe, expect, test } from 'vitest';
import {
  cdkPolicy,
  cloudFormationStatements,
  composePolicy,
  policyNotes,
  policyDocument,
  serverlessStatements,
  terraformPolicy,
} from '../../src/iam/index.js';
import { permissionsWith } from '../support/needs-of.js';

const TABLE = 'arn:aws:dynamodb:<region>:<account>:table/<Orders>';
const QUEUE = 'arn:aws:sqs:<region>:<account>:<Jobs.QueueName>';
const POLICY = composePolicy([
  permissionsWith([`dynamodb:UpdateItem ${TABLE}`, `dynamodb:GetItem ${TABLE}`, `sqs:SendMessage ${QUEUE}`]),
]);

test('actions of a service on the same resources are one statement; needs of the platform are part of it', () => {
  expect(policyDocument(POLICY)).toEqual({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:UpdateItem'], Resource: [TABLE] },
      {
        Effect: 'Allow',
        Action: ['logs:PutLogEvents'],
        Resource: ['arn:aws:logs:<region>:<account>:log-group:/aws/lambda/*:*'],
      },
      { Effect: 'Allow', Action: ['sqs:SendMessage'], Resource: [QUEUE] },
    ],
  });
});

describe('references', () => {
  test('of CloudFormation', () => {
    expect(cloudFormationStatements(POLICY).map(({ Resource }) => Resource)).toMatchObject([
      [{ 'Fn::Sub': 'arn:aws:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}' }],
      [{ 'Fn::Sub': 'arn:aws:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/*:*' }],
      [{ 'Fn::Sub': 'arn:aws:sqs:${AWS::Region}:${AWS::AccountId}:${Jobs.QueueName}' }],
    ]);
  });

  test('of Serverless Framework, whose own syntax is ${…}', () => {
    const text = JSON.stringify(serverlessStatements(POLICY));
    expect(text).not.toContain('${');
    expect(text).toContain(
      '{"Fn::Join":["",["arn:aws:dynamodb:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":table/",{"Ref":"Orders"}]]}',
    );
    expect(text).toContain('{"Fn::GetAtt":["Jobs","QueueName"]}');
  });

  test('that are a whole ARN', () => {
    const secret = composePolicy([
      permissionsWith(['secretsmanager:GetSecretValue <Secret>', 'kms:Decrypt <Key.Arn>']),
    ]);
    expect(cloudFormationStatements(secret).flatMap(({ Resource }) => Resource)).toMatchObject([
      { 'Fn::GetAtt': ['Key', 'Arn'] },
      { 'Fn::Sub': expect.any(String) as string },
      { Ref: 'Secret' },
    ]);
  });

  test('of CDK', () => {
    expect(cdkPolicy('Stack/Store', POLICY)).toContain(
      'resources: [`arn:aws:dynamodb:${cdk.Aws.REGION}:${cdk.Aws.ACCOUNT_ID}:table/${cdk.Fn.ref("Orders")}`],',
    );
  });

  test('of Terraform', () => {
    const table = 'arn:aws:dynamodb:<region>:<account>:table/<aws_dynamodb_table.orders.name>';
    const text = terraformPolicy('a/b c', composePolicy([permissionsWith([`dynamodb:GetItem ${table}`])]));
    expect(text).toContain('data "aws_iam_policy_document" "a_b_c" {');
    expect(text).toContain(
      '"arn:aws:dynamodb:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:table/${aws_dynamodb_table.orders.name}",',
    );
  });
});

describe('what nothing shows', () => {
  const open = composePolicy([
    permissionsWith(['dynamodb:GetItem arn:aws:dynamodb:<region>:<account>:table/<TableName>']),
  ]);

  test('is a star in templates, and said', () => {
    expect(JSON.stringify(cloudFormationStatements(open))).toContain(':table/*"');
    expect(policyNotes(open)).toEqual([
      'Narrow this: the code does not show all of arn:aws:dynamodb:<region>:<account>:table/<TableName>',
    ]);
    expect(terraformPolicy('f', open)).toContain('# Narrow this');
    expect(cdkPolicy('f', open)).toContain('// Narrow this');
  });

  test('stays a placeholder in the document', () => {
    expect(JSON.stringify(policyDocument(open))).toContain('table/<TableName>');
  });
});

test('text of a template cannot leave its string', () => {
  const hostile = composePolicy([permissionsWith(['s3:GetObject arn:aws:s3:::a"${x}`b\\'])]);
  expect(terraformPolicy('f"\n', hostile)).toContain('"arn:aws:s3:::a\\"$${x}`b\\\\"');
  expect(cdkPolicy('f\nprocess.exit()', hostile)).toMatch(/^\/\/ f process\.exit\(\)\n/);
});
