import { expect, test } from 'vitest';
import { allowedPrincipals, coversAction } from '../../src/iam/policy-principals.js';

test('each principal of a statement has its own access; conditions are shown by their keys', () => {
  const statement = {
    Effect: 'Allow',
    Principal: { AWS: ['111122223333', '999900001111'], Service: 's3.amazonaws.com' },
    Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
  };
  const conditions = ['aws:sourceaccount'];
  expect(allowedPrincipals(statement, '111122223333')).toEqual([
    { name: '111122223333', isService: false, access: 'service', conditions },
    { name: '999900001111', isService: false, access: 'account', conditions },
    { name: 's3.amazonaws.com', isService: true, access: 'service', conditions },
  ]);
});

test.each([
  [{ Action: 'SQS:SendMessage' }, true],
  [{ Action: ['sqs:Get*', 'sqs:Send*'] }, true],
  [{ Action: 'sqs:Get*' }, false],
  [{ NotAction: 'sqs:Send*' }, false],
  [{ NotAction: 'sns:*' }, true],
  [{}, false],
  // An action that only the deployment knows may be this one.
  [{ Action: [Symbol('x')] }, true],
])('%o', (statement, covers) => {
  expect(coversAction(statement, 'sqs:sendmessage')).toBe(covers);
});
