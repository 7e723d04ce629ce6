import { assert, json, property } from 'fast-check';
import { expect, test } from 'vitest';
import { readStatements, statementsOfDocument } from '../../src/iam/index.js';

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
    expect(statementsOfDocument(text)).toEqual([
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
  expect(statementsOfDocument('%')).toBeNull();
  assert(property(json(), (text) => statementsOfDocument(text) !== undefined));
});

test.each([[undefined], ['Allow'], [{ Effect: 'Perhaps', Action: '*' }], [[{ Effect: 'Allow' }, 1]]])(
  'a statement that says neither Allow nor Deny leaves the policy unknown: %j',
  (value) => {
    expect(readStatements(value)).toBeNull();
  },
);
