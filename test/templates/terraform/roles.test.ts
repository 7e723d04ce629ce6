import { describe, expect, test } from 'vitest';
import { readTerraform } from '../../../src/templates/terraform/read-terraform.js';

const DOCUMENT = JSON.stringify({
  Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
});
const ROLE = { address: 'aws_iam_role.run', type: 'aws_iam_role' };
const FUNCTION = { address: 'aws_lambda_function.a', type: 'aws_lambda_function' };
const POLICY = { address: 'aws_iam_policy.read', type: 'aws_iam_policy' };
const ATTACHMENT = { address: 'aws_iam_policy_attachment.all', type: 'aws_iam_policy_attachment' };

function roleIn(root: object) {
  return readTerraform(root).functions[0]?.role;
}

/** After the apply: everything has its name. */
function applied(attachment: object) {
  const resources = [
    { ...FUNCTION, values: { function_name: 'a', role: 'arn:aws:iam::1:role/run' } },
    { ...ROLE, values: { name: 'run', arn: 'arn:aws:iam::1:role/run' } },
    { ...POLICY, values: { name: 'read', arn: 'arn:aws:iam::1:policy/read', policy: DOCUMENT } },
    { ...ATTACHMENT, values: attachment },
  ];
  return { values: { root_module: { resources } } };
}

/** Before the apply: roles and policies are references. */
function planned(expressions: object) {
  const resources = [
    { ...FUNCTION, values: { function_name: 'a' } },
    { ...ROLE, values: { name: 'run' } },
    { ...POLICY, values: { name: 'read', policy: DOCUMENT } },
    { ...ATTACHMENT, values: { roles: [null] } },
  ];
  const configured = [
    { address: FUNCTION.address, expressions: { role: { references: ['aws_iam_role.run.arn'] } } },
    { address: ATTACHMENT.address, expressions },
  ];
  return {
    planned_values: { root_module: { resources } },
    configuration: { root_module: { resources: configured } },
  };
}

describe('a policy that is attached to several roles', () => {
  test.each([
    [
      'by name and ARN',
      applied({ roles: ['other', 'run'], policy_arn: 'arn:aws:iam::1:policy/read' }),
      ['read'],
    ],
    ['to other roles', applied({ roles: ['other'], policy_arn: 'arn:aws:iam::1:policy/read' }), []],
    ['to users alone', applied({ users: ['run'], policy_arn: 'arn:aws:iam::1:policy/read' }), []],
    [
      'by references',
      planned({
        roles: { references: ['aws_iam_role.run.name', 'aws_iam_role.run'] },
        policy_arn: { references: ['aws_iam_policy.read.arn', 'aws_iam_policy.read'] },
      }),
      ['read'],
    ],
  ])('%s', (_, root, expected) => {
    const policies = roleIn(root)?.policies;
    expect(policies?.map(({ name }) => name)).toEqual(expected);
    for (const { statements } of policies ?? []) expect(statements?.[0]?.actions).toEqual(['s3:GetObject']);
  });
});

test.each([
  ['by a variable', { role: { references: ['var.role_arn'] } }],
  ['by nothing that the plan shows', {}],
])('a role that is given %s is not known', (_, expressions) => {
  const root = {
    planned_values: { root_module: { resources: [{ ...FUNCTION, values: { function_name: 'a' } }] } },
    configuration: { root_module: { resources: [{ address: FUNCTION.address, expressions }] } },
  };
  expect(roleIn(root)).toEqual({ name: null, arn: null, policies: null });
});
