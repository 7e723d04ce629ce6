import { assert, json, property } from 'fast-check';
import { expect, test } from 'vitest';
import { statementsOf } from '../../../src/aws/survey/policy-statements.js';

const DOCUMENT = {
  Version: '2012-10-17',
  Statement: {
    Effect: 'Allow',
    Action: ['s3:Get*'],
    Resource: '*',
    Condition: { StringEquals: { 'sts:ExternalId': 'do-not-keep' } },
  },
};

test.each([JSON.stringify(DOCUMENT), encodeURIComponent(JSON.stringify(DOCUMENT))])(
  'statements of %s',
  (text) => {
    expect(statementsOf(text)).toEqual([
      {
        effect: 'Allow',
        actions: ['s3:Get*'],
        notActions: [],
        resources: ['*'],
        notResources: [],
        conditions: ['StringEquals sts:ExternalId'],
      },
    ]);
  },
);

test('an invalid policy is null, and does not end a sweep', () => {
  expect(statementsOf('%')).toBeNull();
  assert(property(json(), (text) => statementsOf(text) !== undefined));
});
