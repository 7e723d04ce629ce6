import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { writePolicies } from '../../../src/remediation/policies/index.js';
import { permissionsWith } from '../../support/needs-of.js';

const TABLE = 'arn:aws:dynamodb:<region>:<account>:table/<Orders>';
const UPDATE = permissionsWith([`dynamodb:UpdateItem ${TABLE}`]);

const SAM = `# The shop.
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table   # one table
  Store:
    Type: AWS::Serverless::Function
    Properties:
      Handler:    index.handler
      Environment: { Variables: { TABLE: !Ref Orders } }

      Policies:
        - DynamoDBCrudPolicy: { TableName: !Ref Orders }
        - AmazonSQSFullAccess # remove me
      # Memory is measured.
      MemorySize: 128
  Other:
    Type: AWS::Serverless::Function
    Properties:
      Handler: other.handler   # no policies yet

Outputs:
  Name: { Value: !GetAtt Store.Arn }
`;

describe('a template of SAM', () => {
  const { text, written, left } = writePolicies(SAM, [
    { name: 'Store', permissions: UPDATE },
    { name: 'Other', permissions: permissionsWith([`dynamodb:GetItem ${TABLE}`]) },
  ]);

  test('gets the policies that the functions need', () => {
    expect([written, left]).toEqual([['Store', 'Other'], []]);
    const template = parse(text, { logLevel: 'silent' }) as {
      Resources: Record<string, { Properties: { Policies: { Statement: { Action: string[] }[] }[] } }>;
    };
    const actions = (id: string) =>
      template.Resources[id]?.Properties.Policies.flatMap(({ Statement }) =>
        Statement.flatMap(({ Action }) => Action),
      );
    expect(actions('Store')).toEqual(['dynamodb:UpdateItem', 'logs:PutLogEvents']);
    expect(actions('Other')).toEqual(['dynamodb:GetItem', 'logs:PutLogEvents']);
    expect(text).toContain("Version: '2012-10-17'");
  });

  test('keeps every other line as it is', () => {
    const policies = ['DynamoDBCrudPolicy', 'AmazonSQSFullAccess'];
    const kept = SAM.split('\n').filter((line) => !policies.some((one) => line.includes(one)));
    const now = text.split('\n');
    expect(kept.filter((line) => !now.includes(line))).toEqual([]);
    expect(now.findIndex((line) => line.includes('# Memory is measured.'))).toBeGreaterThan(
      now.findIndex((line) => line.includes('dynamodb:UpdateItem')),
    );
  });

  test('that has them already stays as it is', () => {
    const again = writePolicies(text, [
      { name: 'Store', permissions: UPDATE },
      { name: 'Other', permissions: permissionsWith([`dynamodb:GetItem ${TABLE}`]) },
    ]);
    expect(again.text).toBe(text);
  });

  test.each([
    [
      'that may need more',
      permissionsWith([], { atLeast: true, unresolved: ['a dynamic client'] }),
      /may need more/,
    ],
    ['whose code was not analysed', null, /not analysed/],
  ])('a function %s keeps its policies', (_, permissions, why) => {
    const result = writePolicies(SAM, [{ name: 'Store', permissions }]);
    expect(result.text).toBe(SAM);
    expect(result.left[0]?.why).toMatch(why);
  });

  test('a resource that code does not show is a star, with a comment', () => {
    const open = permissionsWith(['dynamodb:GetItem arn:aws:dynamodb:<region>:<account>:table/<TableName>']);
    const result = writePolicies(SAM, [{ name: 'Store', permissions: open }]);
    expect(result.text).toContain('# Narrow this: the code does not show all of');
    expect(result.text).toContain(':table/*');
  });
});

const ROLE = `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      ManagedPolicyArns:
        - arn:aws:iam::aws:policy/AdministratorAccess
  One:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt Role.Arn
  Two:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: shop-two
      Role:
        Fn::GetAtt: [Role, Arn]
  More:
    Type: AWS::IAM::Policy
    Properties:
      Roles: [!Ref Role]
`;

describe('a template of CloudFormation', () => {
  const both = [
    { name: 'One', permissions: UPDATE },
    { name: 'shop-two', permissions: permissionsWith(['sqs:SendMessage arn:aws:sqs:r:1:q']) },
  ];

  test('a role gets what all its functions need, and loses managed policies', () => {
    const { text, written, left } = writePolicies(ROLE, both);
    expect(written).toEqual(['One, shop-two (role Role)']);
    expect(text).toContain('dynamodb:UpdateItem');
    expect(text).toContain('sqs:SendMessage');
    expect(text).not.toContain('AdministratorAccess');
    expect(left).toEqual([{ name: 'More', why: 'this policy is a resource of its own: remove it by hand' }]);
  });

  test('a role stays if the scan did not see all its functions', () => {
    const { text, left } = writePolicies(ROLE, both.slice(0, 1));
    expect(text).toBe(ROLE);
    expect(left[0]?.why).toContain('Two has the same role');
  });

  test('in JSON keeps its form', () => {
    const template = {
      Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { Handler: 'a.b' } } },
    };
    const { text } = writePolicies(JSON.stringify(template, null, 4), [
      { name: 'Stack/F', permissions: UPDATE },
    ]);
    expect(JSON.parse(text)).toMatchObject({
      Resources: { F: { Properties: { Handler: 'a.b', Policies: [{ Version: '2012-10-17' }] } } },
    });
    expect(text).toContain('\n            "Type": "AWS::Serverless::Function"');
  });

  test('a broken template, or one on a line, stays', () => {
    const line = 'Resources: { F: { Type: AWS::Serverless::Function, Properties: { Handler: a.b } } }\n';
    const { text, left } = writePolicies(line, [{ name: 'F', permissions: UPDATE }]);
    expect([text, left[0]?.why]).toEqual([
      line,
      'the template is written on one line there: edit it by hand',
    ]);
    expect(writePolicies('a: [', [{ name: 'F', permissions: UPDATE }]).text).toBe('a: [');
  });
});

const SERVERLESS = `service: shop
provider:
  name: aws
  runtime: nodejs22.x # newest
functions:
  store:
    handler: index.handler
  list:
    handler: list.handler
`;

describe('serverless.yml', () => {
  const both = [
    { name: 'shop-dev-store', permissions: UPDATE },
    { name: 'shop-dev-list', permissions: permissionsWith([`dynamodb:Scan ${TABLE}`]) },
  ];

  test('gets the statements of all functions in the role that they share', () => {
    const { text, written } = writePolicies(SERVERLESS, both);
    expect(written).toEqual(['provider.iam.role']);
    const { provider } = parse(text) as {
      provider: { iam: { role: { statements: { Action: string[] }[] } } };
    };
    expect(provider.iam.role.statements.map(({ Action }) => Action)).toEqual([
      ['dynamodb:Scan', 'dynamodb:UpdateItem'],
      ['logs:PutLogEvents'],
    ]);
    expect(text).toContain('runtime: nodejs22.x # newest\n');
    expect(text).not.toContain('${');
  });

  test('stays if the scan did not see all functions', () => {
    const { text, left } = writePolicies(SERVERLESS, both.slice(0, 1));
    expect(text).toBe(SERVERLESS);
    expect(left).toEqual([{ name: 'provider.iam.role', why: 'the scan did not see the function list' }]);
  });

  test('whose role is defined elsewhere stays', () => {
    const own = SERVERLESS.replace('  runtime:', '  iam:\n    role: arn:aws:iam::1:role/own\n  runtime:');
    expect(writePolicies(own, both).text).toBe(own);
  });
});
