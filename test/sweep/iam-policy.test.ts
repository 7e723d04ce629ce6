import { expect, test } from 'vitest';
import { sweepPolicy } from '../../src/sweep/iam-policy.js';

interface Document {
  readonly Statement: readonly {
    readonly Effect: string;
    readonly Action: string[];
    readonly Resource: string;
  }[];
}

function statementsOf(wishes: Parameters<typeof sweepPolicy>[0]) {
  return (JSON.parse(sweepPolicy(wishes)) as Document).Statement;
}

test('one account needs to read, and nothing else', () => {
  const statements = statementsOf({ organization: false, role: null });
  expect(statements).toHaveLength(1);
  expect(statements[0]?.Action.every((action) => /:(?:Get|List|BatchGet)/.test(action))).toBe(true);
});

test('an organisation is listed, its members entered by one role', () => {
  const statements = statementsOf({ organization: true, role: 'audit/stowaway' });
  expect(statements.map(({ Action, Resource }) => [Action, Resource]).slice(1)).toEqual([
    [['organizations:ListAccounts'], '*'],
    [['sts:AssumeRole'], 'arn:aws:iam::*:role/audit/stowaway'],
  ]);
});
