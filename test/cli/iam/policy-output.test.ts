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
  expect(written('text', reportedFunction('none', []))).toContain('is not known');
});

test('the text says what nothing grants, and which policies were not read', () => {
  const unread = Array.from({ length: 7 }, (_, at) => `arn:aws:s3:::bucket-${at}`);
  const permissions = permissionsWith([`dynamodb:UpdateItem ${TABLE}`], {
    lacked: [{ action: 'dynamodb:UpdateItem', resource: TABLE, reason: 'no policy allows it' }],
    unreadPolicies: unread,
  });
  const text = written('text', reportedFunction('store', [], { permissions }));
  expect(text).toContain(`  lacks     dynamodb:UpdateItem on ${TABLE}  (no policy allows it)\n`);
  expect(text).toContain('  not read  policies of arn:aws:s3:::bucket-0, ');
  expect(text).toContain('arn:aws:s3:::bucket-4 and 2 more: they may grant more, or deny\n');
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

/** What scanned text would add to a snippet: lines of code that begin with it, or keys of YAML that hold it. */
function strangeStatements(format: string, text: string): string[] {
  const isYaml = format === 'sam' || format === 'serverless';
  const begun = isYaml ? Object.keys(parse(text) as object) : text.split(/[\n\r\u2028\u2029]/);
  return begun.filter((one) => one.trim().startsWith('STRANGE'));
}

test.each(['sam', 'serverless', 'cdk', 'terraform'])(
  '%s says what the policy may lack, and text of scanned code stays in its comment',
  (format) => {
    const hostile = 'arn:aws:s3:::a\nSTRANGE: 1\u2028STRANGE<TableName>/*';
    const open = reportedFunction('o\u2028STRANGE', [], {
      permissions: permissionsWith([`s3:GetObject ${hostile.replaceAll(' ', '')}`], {
        atLeast: true,
        unresolved: ['a.js\nSTRANGE could not be read'],
      }),
    });
    const text = written(format, open);
    expect(text).toContain('The code may need more than this policy allows: a.js STRANGE could not be read');
    expect(strangeStatements(format, text)).toEqual([]);
  },
);

test('no policy is written where no need was found', () => {
  const unread = reportedFunction('unread', [], {
    permissions: permissionsWith([], { platform: [], atLeast: true, unresolved: ['it was not read'] }),
  });
  expect(written('text', unread)).toContain('no policy: no need was found');
  expect((JSON.parse(written('json', unread)) as { functions: unknown[] }).functions).toMatchObject([
    { policy: null },
  ]);
});
