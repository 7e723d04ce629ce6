import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { POLICY_FORMATS } from '../../../src/cli/iam/policy-output.js';
import { findingOf } from '../../support/model-builders.js';
import { permissionsWith } from '../../support/needs-of.js';
import { reportedFunction } from '../../support/sample-report.js';

const TABLE = 'arn:aws:dynamodb:<region>:<account>:table/<Orders>';
const STORE = reportedFunction('store', [], {
  role: { name: 'role', arn: null, policies: ['crud'] },
  permissions: permissionsWith([`dynamodb:UpdateItem ${TABLE}`], {
    granted: [{ action: 'dynamodb:*', resource: TABLE, effect: 'Allow', policy: 'crud', conditions: [] }],
    excess: [{ action: 'dynamodb:*', resource: TABLE, policy: 'crud', examples: ['dynamodb:DeleteTable'] }],
    excessActions: 87,
  }),
  findings: [
    findingOf({
      kind: 'permission',
      rule: 'unused-actions',
      severity: 'medium',
      title: 'The role allows 87',
    }),
  ],
});
const OTHER = reportedFunction('other', [], {
  permissions: permissionsWith(['sqs:SendMessage arn:aws:sqs:r:1:q']),
});

function written(format: string, ...functions: Parameters<(typeof POLICY_FORMATS)[string]>[0]): string {
  return POLICY_FORMATS[format]?.(functions) ?? '';
}

test('the text says what is needed and where, what is granted, what is too much, and the policy', () => {
  const text = written('text', STORE);
  expect(text.split('\n').slice(0, 5)).toEqual([
    'store needs 1 action of AWS; its role allows 87 more (dynamodb:DeleteTable …)',
    `  needs     dynamodb:UpdateItem on ${TABLE}  index.js:3:9`,
    '  platform  logs:PutLogEvents  (logs, on arn:aws:logs:<region>:<account>:log-group:/aws/lambda/*:*)',
    `  granted   dynamodb:* on ${TABLE}  (crud)`,
    '  MEDIUM    The role allows 87',
  ]);
  expect(text).toContain('"dynamodb:UpdateItem"');
});

test('the text says what is not known', () => {
  const open = reportedFunction('open', [], {
    permissions: permissionsWith([], {
      atLeast: true,
      unresolved: ['a dynamic client'],
      unknownActions: ['kinesis:New'],
    }),
  });
  expect(written('text', open)).toContain('at least these: a dynamic client');
  expect(written('text', open)).toContain('unknown action: kinesis:New');
  expect(written('text', reportedFunction('none', []))).toContain('was not analysed');
});

test('names of scanned code cannot act on the terminal', () => {
  const hostile = reportedFunction('a\u001b[2Jb', [], { permissions: permissionsWith([]) });
  for (const format of ['text', 'json', 'sam', 'serverless', 'cdk', 'terraform'])
    expect(written(format, hostile)).not.toContain('\u001b');
});

test('JSON has the permissions and the policy of each function', () => {
  const { functions } = JSON.parse(written('json', STORE, reportedFunction('none', []))) as {
    functions: { name: string; policy: { Statement: { Action: string[] }[] } | null }[];
  };
  expect(functions.map(({ name, policy }) => [name, policy?.Statement[0]?.Action])).toEqual([
    ['store', ['dynamodb:UpdateItem']],
    ['none', undefined],
  ]);
});

test('SAM has one policy a function, Serverless one for all', () => {
  expect(written('sam', STORE, OTHER).match(/^# \w+/gm)).toEqual(['# store', '# other']);
  const { provider } = parse(written('serverless', STORE, OTHER)) as {
    provider: { iam: { role: { statements: { Action: string[] }[] } } };
  };
  expect(provider.iam.role.statements.flatMap(({ Action }) => Action)).toEqual([
    'dynamodb:UpdateItem',
    'logs:PutLogEvents',
    'sqs:SendMessage',
  ]);
});

test('CDK and Terraform have the actions', () => {
  expect(written('cdk', STORE)).toContain('actions: ["dynamodb:UpdateItem"]');
  expect(written('terraform', STORE)).toContain('data "aws_iam_policy_document" "store"');
});
