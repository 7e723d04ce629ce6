import { describe, expect, test } from 'vitest';
import type { PolicyStatement, Role } from '../../../src/model/index.js';
import { readCloudFormation } from '../../../src/templates/cloudformation/read-cloud-formation.js';

function roleIn(template: object): Role | null | undefined {
  return readCloudFormation(JSON.stringify(template), 'template.json').functions[0]?.role;
}

const ROLE_OF_FUNCTION = {
  Type: 'AWS::Lambda::Function',
  Properties: { Role: { 'Fn::GetAtt': ['R', 'Arn'] } },
};

/** The statements of a role with one inline policy; null if they are not known. */
function statementsOf(Statement: unknown, more: object = {}): readonly PolicyStatement[] | null | undefined {
  const Policies = [{ PolicyName: 'own', PolicyDocument: { Statement } }];
  const R = { Type: 'AWS::IAM::Role', Properties: { Policies } };
  return roleIn({ Resources: { F: ROLE_OF_FUNCTION, R }, ...more })?.policies?.[0]?.statements;
}

const READ = { Effect: 'Allow', Action: 'dynamodb:GetItem' };

describe('statements of a policy in a template', () => {
  test.each<[unknown, string[]]>([
    ['arn:aws:s3:::a/*', ['arn:aws:s3:::a/*']],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, ['<Table.Arn>']],
    [{ 'Fn::GetAtt': 'Table.Arn' }, ['<Table.Arn>']],
    [{ 'Fn::Sub': 'arn:${AWS::Partition}:s3:::${Bucket}/*' }, ['arn:aws:s3:::<Bucket>/*']],
    [{ 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Table', 'Arn'] }, '/index/*']] }, ['<Table.Arn>/index/*']],
    [{ 'Fn::ImportValue': 'orders-arn' }, ['<import orders-arn>']],
    [[{ Ref: 'Queue' }, { Ref: 'AWS::NoValue' }], ['<Queue>']],
    [{ 'Fn::If': ['IsProd', 'arn:prod', 'arn:dev'] }, ['arn:dev']],
  ])('the resource %j', (Resource, resources) => {
    const conditions = { Conditions: { IsProd: { 'Fn::Equals': ['dev', 'prod'] } } };
    expect(statementsOf({ ...READ, Resource }, conditions)?.[0]?.resources).toEqual(resources);
  });

  test.each([
    [{ ...READ, Action: { Ref: 'Actions' }, Resource: '*' }],
    [{ ...READ, Action: ['s3:GetObject', { 'Fn::Sub': '${Service}:*' }], Resource: '*' }],
    [{ ...READ, Resource: { 'Fn::Transform': { Name: 'x' } } }],
    [{ ...READ, Effect: { 'Fn::If': ['Nobody', 'Allow', 'Deny'] }, Resource: '*' }],
    [{ 'Fn::Transform': { Name: 'AWS::Include' } }],
    [{ Ref: 'Statements' }],
  ])('what only the deployment knows is not known: %j', (statement) => {
    expect(statementsOf(statement)).toBeNull();
  });
});

describe('policies of a function of SAM', () => {
  const samRole = (Properties: object): Role | null | undefined =>
    roleIn({
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: { F: { Type: 'AWS::Serverless::Function', Properties } },
    });

  test('the parameters of a policy template stand in its statements', () => {
    const role = samRole({ Policies: [{ DynamoDBReadPolicy: { TableName: { Ref: 'Orders' } } }] });
    expect(role?.policies?.[0]?.statements?.[0]).toMatchObject({
      effect: 'Allow',
      resources: [
        'arn:aws:dynamodb:<region>:<account>:table/<Orders>',
        'arn:aws:dynamodb:<region>:<account>:table/<Orders>/index/*',
      ],
    });
  });

  test('SAM adds policies for logs, tracing, networks and polled events', () => {
    const role = samRole({
      Tracing: 'Active',
      VpcConfig: { SubnetIds: ['s'] },
      Events: { Q: { Type: 'SQS', Properties: { Queue: 'arn:aws:sqs:r:1:q' } } },
    });
    expect(role?.policies?.map(({ name }) => name)).toEqual([
      'AWSLambdaBasicExecutionRole',
      'AWSXrayWriteOnlyAccess',
      'AWSLambdaVPCAccessExecutionRole',
      'AWSLambdaSQSQueueExecutionRole',
    ]);
    expect(role?.policies?.every(({ statements }) => statements !== null)).toBe(true);
  });

  test('a policy that AWS does not manage and the template does not hold is not known', () => {
    const role = samRole({ Policies: ['arn:aws:iam::111111111111:policy/ours', 'NoSuchPolicyOfAws'] });
    expect(role?.policies?.slice(0, 2).map(({ statements }) => statements)).toEqual([null, null]);
  });

  test('a boundary limits and grants nothing', () => {
    const boundary = samRole({ PermissionsBoundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' })?.policies?.at(
      -1,
    );
    expect(boundary).toMatchObject({ kind: 'boundary', name: 'ReadOnlyAccess' });
    expect(boundary?.statements).not.toBeNull();
  });
});
