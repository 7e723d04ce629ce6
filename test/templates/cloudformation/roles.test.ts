import { expect, test } from 'vitest';
import { cloudFormationFacts } from '../../../src/templates/cloudformation/read-cloud-formation.js';

const SERVERLESS = 'AWS::Serverless::Function';

function roleIn(role: unknown, type = 'AWS::Lambda::Function') {
  const Code = type === SERVERLESS ? { CodeUri: 'a' } : { Code: { S3Bucket: 'b', S3Key: 'k' } };
  const data = {
    Parameters: {
      Given: { Type: 'String' },
      Default: { Type: 'String', Default: 'arn:aws:iam::1:role/shared' },
    },
    Resources: { F: { Type: type, Properties: { ...Code, ...(role === null ? {} : { Role: role }) } } },
  };
  return cloudFormationFacts(data, 't.json').functions[0]?.role;
}

test.each([
  ['an ARN', 'arn:aws:iam::1:role/shared', { name: 'shared', arn: 'arn:aws:iam::1:role/shared' }],
  ['a parameter with a default', { Ref: 'Default' }, { name: 'shared', arn: 'arn:aws:iam::1:role/shared' }],
  ['a parameter', { Ref: 'Given' }, { name: '<Given>', arn: null }],
  ['an output of another stack', { 'Fn::ImportValue': 'role' }, { arn: null }],
])('a role by %s is known, and its policies are not', (_, role, expected) => {
  expect(roleIn(role)).toMatchObject({ ...expected, policies: null });
  expect(roleIn(role, SERVERLESS)).toMatchObject({ ...expected, policies: null });
});

test('SAM makes a role for a function that names none', () => {
  expect(roleIn(null, SERVERLESS)?.policies?.map(({ name }) => name)).toEqual([
    'AWSLambdaBasicExecutionRole',
  ]);
  expect(roleIn(null)).toBeNull();
});
